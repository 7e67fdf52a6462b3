package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Texts that are lists of elements with a separator between them. */
final class Split extends Transformation {
    private final Pattern separator;
    private boolean meant;

    private Split(String separator) {
        super("split", separator);
        this.separator = Pattern.compile(separator, Pattern.LITERAL);
    }

    /** With the separators that people use. */
    static List<Split> all() {
        return List.of(new Split(";"), new Split(","), new Split("|"));
    }

    @Override
    @Nullable
    String apply(String text) {
        StringBuilder array = new StringBuilder("[");
        String[] elements = separator.split(text, -1);
        for (String element : elements) {
            array.append(array.length() > 1 ? ",\"" : "\"");
            JsonStringEncoder.getInstance().quoteAsString(element.strip(), array);
            array.append('"');
        }
        meant |= elements.length > 1;
        return array.append(']').toString();
    }

    @Override
    Kind kind(Kind found) {
        return Kind.ARRAY;
    }

    @Override
    boolean isMeant() {
        return meant;
    }

    /** Whether elements have blanks around them, which a mapping must cut. */
    boolean cutsBlanks(String text) {
        for (String element : separator.split(text, -1)) {
            if (!element.equals(element.strip())) {
                return true;
            }
        }
        return false;
    }
}
