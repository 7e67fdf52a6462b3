package org.schemuse.importer.table.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowProblem;

/**
 * A row as a file has it, whatever the format: values under the numbers of their fields, counted from 0 in the order in which
 * {@link RowReader#fields()} names them. A reader fills the same object again for each row.
 */
public final class FileRow {
    /** What a value is in the file. */
    public enum Kind {
        /** The row does not have the field; a column's default stands for it. */
        ABSENT,
        /** The file says that there is no value. */
        NULL,
        /** A text; every value of a CSV file is one. */
        TEXT,
        /** A number of JSON or YAML, in the file's own digits. */
        NUMBER,
        /** {@code true} or {@code false} of JSON or YAML. */
        BOOLEAN,
        /** An array of JSON or YAML, as JSON. */
        ARRAY,
        /** An object of JSON or YAML, as JSON. */
        OBJECT
    }

    private Kind[] kinds = new Kind[16];
    private @Nullable String[] texts = new @Nullable String[16];
    private int width;
    private long number;
    private long line;
    private @Nullable RowProblem problem;
    private @Nullable String whole;
    private boolean escapes;
    private final List<Repeated> repeated = new ArrayList<>();

    /** A further value of a field that the row has already, kept so that a rejects file has it. */
    record Repeated(int field, Kind kind, @Nullable String text) {}

    /** Empties the row for the next one of the file. */
    public void begin(long newNumber, long newLine) {
        number = newNumber;
        line = newLine;
        width = 0;
        problem = null;
        whole = null;
        escapes = false;
        repeated.clear();
    }

    /** Sets the value of a field; fields between that were not set are absent. */
    public void set(int field, Kind kind, @Nullable String text) {
        if (field >= kinds.length) {
            int capacity = Math.max(2 * kinds.length, field + 1);
            kinds = Arrays.copyOf(kinds, capacity);
            texts = Arrays.copyOf(texts, capacity);
        }
        for (; width <= field; width++) {
            kinds[width] = Kind.ABSENT;
            texts[width] = null;
        }
        kinds[field] = kind;
        texts[field] = text;
    }

    /** Adds a further value of a field that the row has already. */
    void repeat(int field, Kind kind, @Nullable String text) {
        repeated.add(new Repeated(field, kind, text));
    }

    /** Says that the row cannot be used as it is; the first problem counts. */
    public void refuse(RowProblem found) {
        if (problem == null) {
            String field = found.field();
            problem = new RowProblem(
                    found.fault(),
                    field == null ? null : BadText.shown(field),
                    found.expected(),
                    BadText.shown(found.found()));
        }
    }

    /** Says that the row cannot be used, and has no fields: all of it is this text. */
    void refuse(RowProblem found, String all) {
        refuse(found);
        whole = all;
    }

    /** The row's place in the file, from 1; a header is no row. */
    public long number() {
        return number;
    }

    /** The line on which the row begins, from 1. */
    public long line() {
        return line;
    }

    /** How many fields the row has values for; of a ragged row this is not the number of names. */
    public int width() {
        return width;
    }

    /** What the value of a field is. */
    public Kind kind(int field) {
        return field < width ? kinds[field] : Kind.ABSENT;
    }

    /**
     * The value of a field as a text, numbers in the file's own digits, arrays and objects as JSON; {@code null} if it has none. Of a
     * row with a problem it can have characters that no database takes, such as those that stand for invalid bytes.
     */
    public @Nullable String text(int field) {
        return field < width ? texts[field] : null;
    }

    /** Why the row cannot be used as it is; {@code null} if it can. */
    public @Nullable RowProblem problem() {
        return problem;
    }

    /** The text of a row that has no fields, such as a broken line; {@code null} of others. */
    @Nullable
    String whole() {
        return whole;
    }

    /** Says that the file writes halves of characters as escapes, so that they stand for no invalid bytes. */
    void setEscapes() {
        escapes = true;
    }

    /** Whether characters that otherwise stand for invalid bytes are escapes in the file. */
    boolean escapes() {
        return escapes;
    }

    /** Further values of fields that the row has already. */
    List<Repeated> repeated() {
        return repeated;
    }
}
