package org.schemuse.importer.table.mapping;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * A text that is a list. The empty text is the empty list.
 *
 * @param separator between its elements
 * @param trim whether blanks around each element are cut
 */
record TextList(String separator, boolean trim) implements Translation {
    @Override
    public @Nullable String apply(Cell cell, ColumnShape column) {
        if (cell.is(Kind.ARRAY)) {
            return null;
        }
        if (cell.is(Kind.OBJECT)) {
            return "a text such as a" + separator + "b";
        }
        cell.set(Kind.ARRAY, array(cell.text()));
        return null;
    }

    private String array(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('[');
        int from = 0;
        boolean more = !text.isEmpty();
        while (more) {
            int found = text.indexOf(separator, from);
            more = found >= 0;
            int end = more ? found : text.length();
            json.append(from == 0 ? "" : ",");
            append(json, trim ? TextRule.trimmed(text.substring(from, end)) : text.substring(from, end));
            from = end + separator.length();
        }
        return json.append(']').toString();
    }

    /** A text in JSON. */
    static void append(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }

    @Override
    public Optional<String> refusal(ColumnShape column) {
        return ColumnTypes.isArray(column) || ColumnTypes.isDocument(column)
                ? Optional.empty()
                : Optional.of("split: is for columns of arrays, json and jsonb");
    }
}
