package org.schemuse.importer.table.proposal;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.mapping.TextReading;
import org.schemuse.importer.table.shape.ColumnShape;

/** Texts that are lists of elements with a separator between them. */
final class Split extends Transformation {
    private final TextReading trimmed;
    private final TextReading asItIs;
    private boolean meant;

    private Split(String separator, ColumnShape column) {
        super("split", separator);
        trimmed = TextReading.lists(separator, true, column);
        asItIs = TextReading.lists(separator, false, column);
    }

    /** With the separators that people use. */
    static List<Transformation> all(ColumnShape column) {
        return Stream.of(";", ",", "|")
                .<Transformation>map(separator -> new Split(separator, column))
                .toList();
    }

    @Override
    @Nullable
    String apply(String text) {
        meant |= text.contains(value());
        return trimmed.read(text);
    }

    @Override
    Kind kind(Kind found) {
        return trimmed.kind();
    }

    @Override
    boolean isMeant() {
        return meant;
    }

    /** Whether elements have blanks around them, which a mapping must cut. */
    boolean cutsBlanks(String text) {
        return !String.valueOf(trimmed.read(text)).equals(asItIs.read(text));
    }
}
