package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.value.ArraySource.Part;

/** Values of arrays: a text as PostgreSQL writes arrays, or an array of JSON. */
final class ArrayValues implements ValueEncoder {
    private static final int MOST_DIMENSIONS = 6;
    private static final String EQUAL_PARTS = ", with parts of equal length";
    private static final RefusedValue NO_LITERAL =
            RefusedValue.expected("an array such as {a,b,NULL} or {{a,b},{c,d}}" + EQUAL_PARTS);
    private static final RefusedValue NO_JSON = RefusedValue.expected(
            "an array such as [\"a\", \"b\", null] or [[\"a\", \"b\"], [\"c\", \"d\"]]" + EQUAL_PARTS);

    private final int element;
    private final ValueEncoder values;
    private final boolean documents;
    private final int[] lengths = new int[MOST_DIMENSIONS];
    private final int[] counts = new int[MOST_DIMENSIONS];
    private final int[] lowest = new int[MOST_DIMENSIONS];
    private RefusedValue refused = NO_LITERAL;

    /**
     * Arrays of a type.
     *
     * @param element its oid
     * @param values its encoder
     * @param documents whether elements are of json or jsonb
     */
    ArrayValues(int element, ValueEncoder values, boolean documents) {
        this.element = element;
        this.values = values;
        this.documents = documents;
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        refused = kind == FileRow.Kind.TEXT ? NO_LITERAL : NO_JSON;
        if (kind != FileRow.Kind.TEXT && kind != FileRow.Kind.ARRAY) {
            return refused;
        }
        ArraySource source = source(text, kind);
        int dimensions = 0;
        Part part = source.next();
        for (; part == Part.OPEN && dimensions <= MOST_DIMENSIONS; part = source.next()) {
            dimensions++;
        }
        if (dimensions == 0 || dimensions > MOST_DIMENSIONS) {
            return refused;
        }
        if (part == Part.CLOSE) {
            return dimensions == 1 && source.dimensions() == 0 ? empty(rows, source) : refused;
        }
        int mark = rows.mark();
        RefusedValue wrong = source.dimensions() != 0 && source.dimensions() != dimensions
                ? refused
                : elements(rows, source, part, dimensions);
        if (wrong != null) {
            rows.backTo(mark);
        }
        return wrong;
    }

    private ArraySource source(String text, FileRow.Kind kind) {
        return kind == FileRow.Kind.ARRAY
                ? new JsonArray(text)
                // In such a text an element is always a document, also in a file that tells texts from other values.
                : new ArrayLiteral(text, documents ? FileRow.Kind.OBJECT : FileRow.Kind.TEXT);
    }

    private @Nullable RefusedValue empty(CopyRows rows, ArraySource source) {
        if (source.next() != Part.END) {
            return refused;
        }
        BinaryForms.endArray(rows, BinaryForms.beginArray(rows, element, 0), lengths, lowest, 0, false);
        return null;
    }

    private @Nullable RefusedValue elements(CopyRows rows, ArraySource source, Part first, int dimensions) {
        int array = BinaryForms.beginArray(rows, element, dimensions);
        for (int i = 0; i < dimensions; i++) {
            lengths[i] = -1;
            counts[i] = 0;
            lowest[i] = source.lowest(i);
        }
        boolean nulls = false;
        int depth = dimensions;
        for (Part part = first; depth > 0; part = source.next()) {
            if (part == Part.CLOSE) {
                if (!close(--depth, source)) {
                    return refused;
                }
            } else if (part == Part.OPEN && depth < dimensions) {
                counts[depth++] = 0;
            } else if (depth == dimensions && (part == Part.VALUE || part == Part.NULL)) {
                counts[depth - 1]++;
                nulls |= part == Part.NULL;
                RefusedValue wrong = part == Part.NULL ? nothing(rows) : value(rows, source);
                if (wrong != null) {
                    return wrong;
                }
            } else {
                return refused;
            }
        }
        if (source.next() != Part.END) {
            return refused;
        }
        BinaryForms.endArray(rows, array, lengths, lowest, dimensions, nulls);
        return null;
    }

    /** Ends a dimension; each part of an array is as long as the one beside it. */
    private boolean close(int dimension, ArraySource source) {
        int length = counts[dimension];
        if (length == 0 || (lengths[dimension] >= 0 && lengths[dimension] != length)) {
            return false;
        }
        lengths[dimension] = length;
        if (dimension > 0) {
            counts[dimension - 1]++;
        }
        return !source.contradicts(dimension, length);
    }

    private static @Nullable RefusedValue nothing(CopyRows rows) {
        rows.nothing();
        return null;
    }

    private @Nullable RefusedValue value(CopyRows rows, ArraySource source) {
        RefusedValue wrong = values.encode(rows, source.text(), source.kind());
        return wrong == null ? null : new RefusedValue(wrong.fault(), "in each element: " + wrong.expected());
    }
}
