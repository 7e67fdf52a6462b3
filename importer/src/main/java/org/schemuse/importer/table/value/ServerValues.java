package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.value.ArraySource.Part;

/** Values that only the server can read, as texts. Arrays of JSON become arrays as PostgreSQL writes them. */
final class ServerValues implements ValueEncoder {
    private final boolean arrays;
    private final RefusedValue refused;

    /** Values of a type of this name, which is an array or not. */
    ServerValues(String typeName, boolean arrays) {
        this.arrays = arrays;
        this.refused = RefusedValue.expected("a text that PostgreSQL reads as " + typeName);
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        String literal = text;
        if (kind == FileRow.Kind.ARRAY || kind == FileRow.Kind.OBJECT) {
            literal = arrays && kind == FileRow.Kind.ARRAY ? literal(text) : null;
        }
        if (literal == null) {
            return refused;
        }
        return BinaryForms.text(rows, literal) ? null : RefusedValue.text(text);
    }

    private static @Nullable String literal(String json) {
        JsonArray source = new JsonArray(json);
        StringBuilder literal = new StringBuilder(json.length());
        boolean valueWasLast = false;
        Part part = source.next();
        for (; part != Part.END; part = source.next()) {
            if (part == Part.WRONG || (part == Part.VALUE && source.kind() == FileRow.Kind.OBJECT)) {
                return null;
            }
            if (valueWasLast && part != Part.CLOSE) {
                literal.append(',');
            }
            valueWasLast = part != Part.OPEN;
            append(literal, part, source);
        }
        return literal.toString();
    }

    private static void append(StringBuilder literal, Part part, ArraySource source) {
        switch (part) {
            case OPEN -> literal.append('{');
            case CLOSE -> literal.append('}');
            case VALUE ->
                literal.append('"')
                        .append(source.text().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            default -> literal.append("NULL");
        }
    }
}
