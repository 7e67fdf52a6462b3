package org.schemuse.importer.table.mapping;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/** What a mapping makes of texts for a column, for those who look for the mapping that a file needs. It belongs to one thread. */
public final class TextReading {
    private final Translation translation;
    private final ColumnShape column;
    private final Cell cell = new Cell();

    private TextReading(Translation translation, ColumnShape column) {
        this.translation = translation;
        this.column = column;
    }

    /**
     * Of {@code number:}.
     *
     * @param example one that a mapping can have, such as {@code 1.234,56}
     */
    public static TextReading numbers(String example, ColumnShape column) {
        return new TextReading(new WrittenNumber(example), column);
    }

    /**
     * Of {@code date:}.
     *
     * @param zone of times without an offset; {@code null} if there is none
     * @throws IllegalArgumentException if it is no pattern
     */
    public static TextReading dates(String pattern, @Nullable ZoneId zone, ColumnShape column) {
        return new TextReading(new DatePattern(pattern, zone), column);
    }

    /**
     * Of {@code split:}.
     *
     * @param trim whether blanks around each element are cut
     */
    public static TextReading lists(String separator, boolean trim, ColumnShape column) {
        return new TextReading(new TextList(separator, trim), column);
    }

    /** The text that the column is to take; {@code null} if a mapping rejects it. */
    public @Nullable String read(String text) {
        cell.setText(text);
        return translation.apply(cell, column) == null ? cell.text() : null;
    }

    /** What the value is after the last reading. */
    public Kind kind() {
        return cell.kind();
    }
}
