package org.schemuse.importer.table.value;

/**
 * Reads the parts of a date or time, one after the other: each method reads a part if it is next, and says whether it was. It
 * takes ISO 8601 as far as the server reads it too, and all that the server writes.
 */
final class TimeText {
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /** Days from 1970 to 2000, where PostgreSQL's calendar begins. */
    static final int EPOCH = 10_957;

    private static final int MOST_YEAR_DIGITS = 7;
    private static final int LEAST_YEAR_DIGITS = 4;
    private static final int MICRO_DIGITS = 6;
    /** So many digits, and the power of ten that they are divided by, are exact in a double. */
    private static final int EXACT_DIGITS = 15;

    private static final long HOURS_OF_OFFSET = 15;

    private String text = "";
    private int start;
    private int at;
    private int end;
    private int year;
    private int month;
    private int day;
    private long micros;
    private int offset;

    /** Begins to read a text; blanks around it do not count. */
    void begin(String newText) {
        text = newText;
        start = Ascii.start(text);
        at = start;
        end = Ascii.end(text, at);
        micros = 0;
    }

    /** Whether all of the text is the word, written in any case; {@code word} is in lower case. */
    boolean is(String word) {
        return Ascii.is(text, start, end, word);
    }

    /** Whether everything was read. */
    boolean isAtEnd() {
        return at == end;
    }

    /** Reads year, month and day. */
    boolean date() {
        int from = at;
        year = digits(MOST_YEAR_DIGITS);
        if (at - from < LEAST_YEAR_DIGITS || !sign('-')) {
            return false;
        }
        month = digits(2);
        if (month < 0 || !sign('-')) {
            return false;
        }
        day = digits(2);
        return day >= 0;
    }

    /** Reads what is between a date and a time: a T or blanks. */
    boolean separator() {
        return sign('T') || sign('t') || blanks();
    }

    /** Reads hours and minutes, and seconds and their fraction if they are there. */
    boolean time() {
        long hours = digits(2);
        if (hours < 0 || !sign(':')) {
            return false;
        }
        long minutes = twoDigits();
        long seconds = 0;
        long fraction = 0;
        if (sign(':')) {
            seconds = twoDigits();
            if (seconds >= 0 && sign('.')) {
                fraction = fraction();
            }
        }
        micros = ((hours * 60 + minutes) * 60 + seconds) * MICROS_PER_SECOND + fraction;
        return minutes >= 0 && minutes < 60 && seconds >= 0 && seconds <= 60 && fraction >= 0;
    }

    /** Reads an offset, with blanks before it. */
    boolean offset() {
        int before = at;
        blanks();
        boolean read = sign('Z') || sign('z') || word("utc");
        offset = 0;
        if (!read && at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            boolean west = text.charAt(at++) == '-';
            int seconds = offsetSeconds();
            read = seconds >= 0;
            offset = west ? -seconds : seconds;
        }
        at = read ? at : before;
        return read;
    }

    private int offsetSeconds() {
        int hours = twoDigits();
        int minutes = 0;
        int seconds = 0;
        if (sign(':')) {
            minutes = twoDigits();
            seconds = minutes >= 0 && sign(':') ? twoDigits() : 0;
        } else if (at < end && Ascii.isDigit(text.charAt(at))) {
            minutes = twoDigits();
        }
        boolean valid =
                hours >= 0 && hours <= HOURS_OF_OFFSET && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
        return valid ? (hours * 60 + minutes) * 60 + seconds : -1;
    }

    /** Reads BC, with blanks before it. */
    boolean era() {
        int before = at;
        if (blanks() && word("bc")) {
            // There is no year 0: 1 BC is the year before 1.
            year = year == 0 ? Integer.MIN_VALUE : 1 - year;
            return true;
        }
        at = before;
        if (year == 0) {
            year = Integer.MIN_VALUE;
        }
        return false;
    }

    /** Whether the date that was read is in the calendar. {@link #era()} must have been asked before. */
    boolean isDate() {
        return year != Integer.MIN_VALUE && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth();
    }

    private int lengthOfMonth() {
        if (month == 2) {
            boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** The date that was read, in days since 2000. */
    long days() {
        // March is the first month here, so that the leap day is the last of a year.
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468 - EPOCH;
    }

    /** The time that was read, in microseconds since midnight; 0 if none was read. */
    long micros() {
        return micros;
    }

    /** The offset that was read, in seconds east of Greenwich. */
    int offsetSecondsEast() {
        return offset;
    }

    /** The number that the digits from here on are, {@code most} at most; -1 if there is none. */
    private int digits(int most) {
        int from = at;
        int value = 0;
        while (at < end && at - from < most && Ascii.isDigit(text.charAt(at))) {
            value = 10 * value + text.charAt(at++) - '0';
        }
        return at == from ? -1 : value;
    }

    private int twoDigits() {
        int from = at;
        int value = digits(2);
        return at - from == 2 ? value : -1;
    }

    /** In microseconds; more digits are rounded as the server does. */
    private long fraction() {
        int from = at;
        long value = 0;
        while (at < end && Ascii.isDigit(text.charAt(at))) {
            value = at - from < EXACT_DIGITS ? 10 * value + text.charAt(at) - '0' : value;
            at++;
        }
        int count = at - from;
        if (count == 0) {
            return -1;
        }
        if (count <= MICRO_DIGITS) {
            for (int i = count; i < MICRO_DIGITS; i++) {
                value *= 10;
            }
            return value;
        }
        double seconds = count <= EXACT_DIGITS
                ? value / Math.pow(10, count)
                : Double.parseDouble("0." + text.substring(from, at));
        return (long) Math.rint(seconds * MICROS_PER_SECOND);
    }

    private boolean sign(char wanted) {
        if (at < end && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean blanks() {
        int from = at;
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
        return at > from;
    }

    private boolean word(String word) {
        int to = at + word.length();
        if (to <= end && Ascii.is(text, at, to, word)) {
            at = to;
            return true;
        }
        return false;
    }
}
