package org.schemuse.importer.load.copy;

import java.nio.charset.StandardCharsets;

/** Binary forms of those types whose values are more than one number, each added to rows as a field. */
public final class BinaryForms {
    /** The sign words of numeric; {@link #numeric} takes them. */
    public static final int POSITIVE = 0;

    /** The sign word of numbers below zero. */
    public static final int NEGATIVE = 0x4000;

    /** The sign word of NaN, which has no digits. */
    public static final int NAN = 0xc000;

    /** The sign word of infinity, which has no digits. */
    public static final int INFINITY = 0xd000;

    /** The sign word of minus infinity, which has no digits. */
    public static final int MINUS_INFINITY = 0xf000;

    private static final int JSONB_VERSION = 1;
    private static final int DIGITS_IN_A_WORD = 4;

    private BinaryForms() {}

    /**
     * Adds a text as it is.
     *
     * @return false, and nothing is added, if it has what PostgreSQL cannot store: a zero character or half a surrogate pair
     */
    public static boolean text(CopyRows rows, String value) {
        int start = rows.mark();
        int field = rows.beginField();
        if (!put(rows, value)) {
            rows.backTo(start);
            return false;
        }
        rows.endField(field);
        return true;
    }

    /** Adds a jsonb document, as {@link #text} does. */
    public static boolean jsonb(CopyRows rows, String document) {
        int start = rows.mark();
        int field = rows.beginField();
        rows.room(1);
        rows.bytes()[field] = JSONB_VERSION;
        rows.added(field + 1);
        if (!put(rows, document)) {
            rows.backTo(start);
            return false;
        }
        rows.endField(field);
        return true;
    }

    private static boolean put(CopyRows rows, String value) {
        int length = value.length();
        rows.room(length);
        byte[] bytes = rows.bytes();
        int at = rows.size();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == 0 || c > 0x7f) {
                return putEncoded(rows, value);
            }
            bytes[at++] = (byte) c;
        }
        rows.added(at);
        return true;
    }

    private static boolean putEncoded(CopyRows rows, String value) {
        if (value.indexOf('\0') >= 0 || hasHalfPair(value)) {
            return false;
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        rows.room(encoded.length);
        System.arraycopy(encoded, 0, rows.bytes(), rows.size(), encoded.length);
        rows.added(rows.size() + encoded.length);
        return true;
    }

    /** Whether a text has half a surrogate pair, which UTF-8 cannot express. */
    public static boolean hasHalfPair(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Adds a bytea of the bytes that pairs of hexadecimal digits from {@code from} on stand for. */
    public static void hex(CopyRows rows, String digits, int from) {
        int field = rows.beginField();
        rows.room((digits.length() - from) / 2);
        byte[] bytes = rows.bytes();
        int at = field;
        for (int i = from; i < digits.length(); i += 2) {
            bytes[at++] =
                    (byte) ((Character.digit(digits.charAt(i), 16) << 4) | Character.digit(digits.charAt(i + 1), 16));
        }
        rows.added(at);
        rows.endField(field);
    }

    /**
     * Adds a numeric: {@code 0.d1d2d3… × 10^point}.
     *
     * @param sign its sign word
     * @param digits its decimal digits as numbers from 0 to 9, the first of them not 0
     * @param count how many there are
     * @param point where the decimal point is among them
     * @param scale how many digits after the point it shows
     */
    public static void numeric(CopyRows rows, int sign, byte[] digits, int count, int point, int scale) {
        int weight = count == 0 ? 0 : Math.floorDiv(point - 1, DIGITS_IN_A_WORD);
        int first = DIGITS_IN_A_WORD * (weight + 1) - point;
        int words = count == 0 ? 0 : (first + count + DIGITS_IN_A_WORD - 1) / DIGITS_IN_A_WORD;
        int field = rows.beginField();
        rows.room(8 + 2 * words);
        rows.putShort(words);
        rows.putShort(weight);
        rows.putShort(sign);
        rows.putShort(scale);
        for (int word = 0; word < words; word++) {
            int value = 0;
            for (int i = 0; i < DIGITS_IN_A_WORD; i++) {
                int digit = word * DIGITS_IN_A_WORD + i - first;
                value = 10 * value + (digit >= 0 && digit < count ? digits[digit] : 0);
            }
            rows.putShort(value);
        }
        rows.endField(field);
    }

    /** Adds a time with time zone, of microseconds since midnight and seconds that its zone is west of Greenwich. */
    public static void timeWithZone(CopyRows rows, long micros, int secondsWest) {
        int field = rows.beginField();
        rows.room(12);
        rows.putLong(micros);
        rows.putInt(secondsWest);
        rows.endField(field);
    }

    /**
     * Begins an array; its elements are added next, as fields, and {@link #endArray} ends it.
     *
     * @param element the oid of the elements' type
     * @return what {@link #endArray} needs to know
     */
    public static int beginArray(CopyRows rows, int element, int dimensions) {
        int field = rows.beginField();
        rows.room(12 + 8 * dimensions);
        rows.putInt(dimensions);
        rows.putInt(0);
        rows.putInt(element);
        for (int i = 0; i < dimensions; i++) {
            rows.putInt(0);
            rows.putInt(1);
        }
        return field;
    }

    /**
     * Ends an array.
     *
     * @param begun what {@link #beginArray} returned
     * @param lengths of its dimensions, the outermost first
     * @param lowest index of each dimension
     * @param dimensions how many of both are meant
     * @param nulls whether any element is NULL
     */
    public static void endArray(CopyRows rows, int begun, int[] lengths, int[] lowest, int dimensions, boolean nulls) {
        rows.setInt(begun + 8, nulls ? 1 : 0);
        for (int i = 0; i < dimensions; i++) {
            rows.setInt(begun + 16 + 8 * i, lengths[i]);
            rows.setInt(begun + 20 + 8 * i, lowest[i]);
        }
        rows.endField(begun);
    }
}
