package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of real and double precision. */
final class FloatValues implements ValueEncoder {
    private final boolean single;
    private final RefusedValue refused;

    /** Values of real, or of double precision. */
    FloatValues(boolean single) {
        this.single = single;
        this.refused = RefusedValue.expected("a number such as 12.5 or 1.25e1, "
                + (single
                        ? "up to 3.4e38, and not closer to 0 than 1e-45"
                        : "up to 1.79e308, and not closer to 0 than 5e-324"));
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        int from = Ascii.start(text);
        int to = Ascii.end(text, from);
        double special = special(text, from, to);
        if (special != 0) {
            add(rows, special, (float) special);
            return null;
        }
        if (!isNumber(text, from, to)) {
            return refused;
        }
        String number = text.substring(from, to);
        double value = single ? 0 : Double.parseDouble(number);
        float small = single ? Float.parseFloat(number) : 0;
        double size = Math.abs(single ? small : value);
        if (Double.isInfinite(size) || (size == 0 && !isZero(number))) {
            return refused;
        }
        add(rows, value, small);
        return null;
    }

    private void add(CopyRows rows, double value, float small) {
        if (single) {
            rows.integer(Float.floatToIntBits(small));
        } else {
            rows.bigint(Double.doubleToLongBits(value));
        }
    }

    /** Infinite, or not a number, or 0 if it is neither. */
    private static double special(String text, int from, int to) {
        if (Ascii.is(text, from, to, "nan")) {
            return Double.NaN;
        }
        boolean negative = from < to && text.charAt(from) == '-';
        int word = Ascii.afterSign(text, from, to);
        if (Ascii.is(text, word, to, "infinity") || Ascii.is(text, word, to, "inf")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return 0;
    }

    /** Whether it is a decimal number, with or without a point and an exponent; Java itself would take more. */
    private static boolean isNumber(String text, int from, int to) {
        int i = Ascii.afterSign(text, from, to);
        int whole = afterDigits(text, i, to);
        int digits = whole - i;
        i = whole;
        if (i < to && text.charAt(i) == '.') {
            int fraction = afterDigits(text, i + 1, to);
            digits += fraction - i - 1;
            i = fraction;
        }
        if (digits > 0 && i < to && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int exponent = Ascii.afterSign(text, i + 1, to);
            i = afterDigits(text, exponent, to);
            digits = i - exponent;
        }
        return digits > 0 && i == to;
    }

    private static int afterDigits(String text, int from, int to) {
        int i = from;
        while (i < to && Ascii.isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Whether all digits before the exponent are 0. */
    private static boolean isZero(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == 'e' || c == 'E') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }
}
