package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of smallint, integer and bigint. */
final class IntegerValues implements ValueEncoder {
    private final int width;
    private final long lowest;
    private final RefusedValue refused;

    /** Values of so many bytes. */
    IntegerValues(int width) {
        this.width = width;
        this.lowest = Long.MIN_VALUE >> (64 - 8 * width);
        this.refused = RefusedValue.expected("a whole number from " + lowest + " to " + -(lowest + 1));
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        int from = Ascii.start(text);
        int to = Ascii.end(text, from);
        boolean negative = from < to && text.charAt(from) == '-';
        from = Ascii.afterSign(text, from, to);
        if (from == to) {
            return refused;
        }
        // Below zero, because there is one number more than above it.
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                return refused;
            }
            value = 10 * value - digit;
            if (value > 0) {
                return refused;
            }
        }
        if (value < lowest || (!negative && value == lowest)) {
            return refused;
        }
        add(rows, negative ? value : -value);
        return null;
    }

    private void add(CopyRows rows, long value) {
        switch (width) {
            case 2 -> rows.smallint((int) value);
            case 4 -> rows.integer((int) value);
            default -> rows.bigint(value);
        }
    }
}
