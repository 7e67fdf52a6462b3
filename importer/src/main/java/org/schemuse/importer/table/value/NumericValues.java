package org.schemuse.importer.table.value;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of numeric. The server rounds digits after the point that are more than the column has. */
final class NumericValues implements ValueEncoder {
    /** What a numeric can have before and after the point at most. */
    private static final int MOST_BEFORE_POINT = 131_072;

    private static final int MOST_AFTER_POINT = 16_383;
    /** More than any text has digits, so that no long one comes back into range; only zero can have such an exponent. */
    private static final int LARGEST_EXPONENT = 100_000_000;

    private final int precision;
    private final int scale;
    private final RefusedValue refused;
    private byte[] digits = new byte[64];
    private int count;
    private int point;
    private int shown;
    private boolean negative;

    /** Values of a type with this modifier, as the system catalog has it. */
    NumericValues(int modifier) {
        // As in numeric.c: the precision above, the scale below as eleven bits with their sign, and four added to both.
        int bits = modifier - 4;
        this.precision = bits < 0 ? 0 : (bits >> 16) & 0xffff;
        this.scale = bits < 0 ? 0 : ((bits & 0x7ff) ^ 1024) - 1024;
        this.refused = RefusedValue.expected(precision == 0 ? "a number such as 12.5" : limits());
    }

    private String limits() {
        int before = precision - scale;
        if (before <= 0) {
            String edge = BigDecimal.ONE.scaleByPowerOfTen(before).toPlainString();
            return "a number that is more than -" + edge + " and less than " + edge;
        }
        String digits = before == 1 ? "1 digit" : before + " digits";
        return (scale > 0 ? "a number such as 1.5" : "a number such as 12") + ", with at most " + digits
                + " before the point";
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        int from = Ascii.start(text);
        int to = Ascii.end(text, from);
        if (from < to && !Ascii.isDigit(text.charAt(to - 1)) && text.charAt(to - 1) != '.') {
            return special(rows, text, from, to);
        }
        if (!read(text, from, to) || !isInRange() || (precision > 0 && !fits())) {
            return refused;
        }
        BinaryForms.numeric(
                rows, negative && count > 0 ? BinaryForms.NEGATIVE : BinaryForms.POSITIVE, digits, count, point, shown);
        return null;
    }

    /** Whether a number of JSON is one that jsonb can keep. */
    boolean canHold(String number) {
        return read(number, 0, number.length()) && isInRange();
    }

    private @Nullable RefusedValue special(CopyRows rows, String text, int from, int to) {
        boolean minus = text.charAt(from) == '-';
        int word = Ascii.afterSign(text, from, to);
        boolean infinite = Ascii.is(text, word, to, "infinity") || Ascii.is(text, word, to, "inf");
        if (infinite && precision == 0) {
            BinaryForms.numeric(rows, minus ? BinaryForms.MINUS_INFINITY : BinaryForms.INFINITY, digits, 0, 0, 0);
            return null;
        }
        if (Ascii.is(text, from, to, "nan")) {
            BinaryForms.numeric(rows, BinaryForms.NAN, digits, 0, 0, 0);
            return null;
        }
        return refused;
    }

    /** Reads the digits, without zeros before them, and where the point is among them. */
    private boolean read(String text, int from, int to) {
        negative = from < to && text.charAt(from) == '-';
        int i = Ascii.afterSign(text, from, to);
        count = 0;
        point = 0;
        int first = i;
        i = readDigits(text, i, to);
        point = count;
        int seen = i - first;
        shown = 0;
        if (i < to && text.charAt(i) == '.') {
            int zeros = i + 1;
            i = readDigits(text, i + 1, to);
            shown = i - zeros;
            seen += shown;
        }
        if (count > point) {
            point = count - shown;
        }
        return seen > 0 && (i == to || readExponent(text, i, to));
    }

    private int readDigits(String text, int from, int to) {
        int i = from;
        if (digits.length < count + to - from) {
            digits = Arrays.copyOf(digits, Math.max(2 * digits.length, count + to - from));
        }
        for (; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (count > 0 || digit > 0) {
                digits[count++] = (byte) digit;
            }
        }
        return i;
    }

    private boolean readExponent(String text, int from, int to) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        boolean minus = from + 1 < to && text.charAt(from + 1) == '-';
        int i = Ascii.afterSign(text, from + 1, to);
        int exponent = 0;
        boolean any = i < to;
        for (; i < to && Ascii.isDigit(text.charAt(i)); i++) {
            exponent = 10 * exponent + text.charAt(i) - '0';
            if (exponent > LARGEST_EXPONENT) {
                return false;
            }
        }
        int shift = minus ? -exponent : exponent;
        point += shift;
        shown = Math.max(0, shown - shift);
        return any && i == to;
    }

    private boolean isInRange() {
        return shown <= MOST_AFTER_POINT && (count == 0 || point <= MOST_BEFORE_POINT);
    }

    /** Whether the column has place for the digits before the point, also after rounding. */
    private boolean fits() {
        int before = precision - scale;
        if (count == 0 || point < before) {
            return true;
        }
        return point == before && !roundsUp();
    }

    /** Whether rounding makes it one digit longer, as that of 9.96 to one digit after the point does. */
    private boolean roundsUp() {
        if (count <= precision || digits[precision] < 5) {
            return false;
        }
        for (int i = 0; i < precision; i++) {
            if (digits[i] != 9) {
                return false;
            }
        }
        return true;
    }
}
