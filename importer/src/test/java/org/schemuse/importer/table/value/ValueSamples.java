package org.schemuse.importer.table.value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** SQL that makes values of each known type, extremes too, and texts that look like values and often are none. */
final class ValueSamples {
    /**
     * Values of a type.
     *
     * @param promised which texts an encoder must take if the server does
     * @param expression SQL over {@code g}, an integer
     * @param constants SQL of values at the edges
     */
    record Type(String name, Predicate<String> promised, String expression, List<String> constants) {
        private static Type of(String name, String promised, String expression, String... constants) {
            return new Type(name, Pattern.compile(promised).asMatchPredicate(), expression, List.of(constants));
        }

        @Override
        public String toString() {
            return name;
        }

        /** The type of arrays of these, of one dimension, of two, with bounds of their own and without elements. */
        private Type array() {
            String next = "(SELECT (" + expression + ")::" + name + " FROM (SELECT g + 7 AS g) AS later)";
            String here = "(" + expression + ")::" + name;
            boolean all = promised.test("") && promised.test("no value of any type");
            return new Type(
                    name + "[]",
                    all ? ValueSamples::isPlainArray : text -> false,
                    "CASE g % 6 WHEN 0 THEN ARRAY[" + here + "] WHEN 1 THEN ARRAY[" + here + ", NULL, " + next + "]"
                            + " WHEN 2 THEN ARRAY[[" + here + "], [" + next + "]]"
                            + " WHEN 3 THEN array_fill(" + here + ", ARRAY[2, 1, 2], ARRAY[0, -3, g::int])"
                            + " WHEN 4 THEN ARRAY[NULL, NULL]::" + name + "[] ELSE array_fill(" + next
                            + ", ARRAY[3], ARRAY[(g % 3)::int]) END",
                    List.of("'{}'"));
        }
    }

    private static final String BITS = "hashint8extended(g, %d)";
    private static final String HASH = BITS.formatted(1);
    private static final String OTHER = BITS.formatted(2);
    private static final String WORD = "substr(md5(g::text), 1, (g % 9)::int) || repeat(' ', (g % 3)::int)";
    private static final String JSON =
            "jsonb_build_object('k' || g, " + HASH + ", 'é\"\\', jsonb_build_array(NULL, g % 2 = 0, " + "md5(g::text), "
                    + HASH + "::numeric / 1e9, chr(128512) || chr(9) || chr((g % 900 + 1)::int)))";

    /** What {@code package-info} promises, as patterns. */
    private static final String DATE_ALONE = "\\d{4,7}-\\d\\d?-\\d\\d?";

    private static final String TIME_ALONE = "\\d\\d?:\\d\\d(:\\d\\d(\\.\\d+)?)?";
    private static final String OFFSET = " *([zZ]|UTC|utc|[+-]\\d\\d(:?\\d\\d)?|[+-]\\d\\d:\\d\\d:\\d\\d)";
    private static final String BC = "( +(BC|bc))?";
    private static final String INFINITE = "|-?(?i:infinity)";

    private static final String ALL = "(?s).*";
    private static final String WHOLE = blanks("[+-]?\\d+");
    private static final String DECIMAL = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,5})?|(?i:nan|[+-]?inf(inity)?)";
    private static final String BYTES = "\\\\x([0-9a-fA-F]{2})*";
    private static final String DATE = blanks(DATE_ALONE + BC + INFINITE);
    private static final String TIME = blanks(TIME_ALONE);
    private static final String TIME_WITH_OFFSET = blanks(TIME_ALONE + OFFSET);
    private static final String TIMESTAMP =
            blanks(DATE_ALONE + "([tT]" + TIME_ALONE + "| +" + TIME_ALONE + ")?" + BC + INFINITE);
    private static final String TIMESTAMP_WITH_OFFSET =
            blanks(DATE_ALONE + "([tT]| +)" + TIME_ALONE + OFFSET + BC + INFINITE);

    static final List<Type> TYPES = types();

    private static final Pattern QUOTED = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

    private static final String ALPHABET = " 0123456789+-.:,;/_eExXTtZz{}[]()\"'\\abcdfnrlsyNULBC\té😀";

    private static final List<String> ODD = List.of(
            "",
            " ",
            "null",
            "NULL",
            "0",
            "-0",
            "+0",
            "-",
            "+",
            ".",
            "-.",
            "e5",
            "1e",
            "1e+",
            ".5",
            "5.",
            "00012",
            "1 2",
            "0x1F",
            "0b11",
            "0o17",
            "1_000",
            "1,000",
            "1e5",
            "1E-3",
            "9999999999999999999",
            "32768",
            "-32768",
            "-32769",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1e400",
            "1e-400",
            "1e39",
            "1e-46",
            "0e999999",
            "0.0e-400",
            "inf",
            "+Inf",
            "-INF",
            "nan",
            "+nan",
            "-nan",
            "nan(1)",
            "infinity",
            "+infinity",
            "-infinity",
            "0x1p3",
            "1d",
            "1f",
            "12.",
            "99.995",
            "99.994999",
            "-999.995",
            "9999999999.994",
            "9999999999.995",
            "0.00099",
            "0.000995",
            "0.000994",
            "99949",
            "9999949",
            "9999950",
            "t",
            "T",
            "tr",
            "TRUE",
            "tru",
            "truex",
            "o",
            "of",
            "OFF",
            "on",
            "y",
            "N",
            "1",
            " yes ",
            "\tno\n",
            "today",
            "now",
            "tomorrow",
            "epoch",
            "allballs",
            "01/02/2026",
            "1/2/26",
            "January 8",
            "8-Jan-2026",
            "2026-Jan-08",
            "20260108",
            "2026/01/08",
            "2026-1-8",
            "2026.008",
            "2026-008",
            "026-01-08",
            "26-01-08",
            "0000-01-01",
            "0001-01-01 BC",
            "0001-01-01 bc",
            "0000-01-01 BC",
            "4714-11-24 BC",
            "4714-11-23 BC",
            "4713-01-01 BC",
            "4714-11-24 00:00:00 BC",
            "0004-02-29",
            "0005-02-29 BC",
            "0004-02-29 BC",
            "1900-02-29",
            "2000-02-29",
            "2026-02-29",
            "2026-02-30",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-04-31",
            "5874897-12-31",
            "5874898-01-01",
            "294276-12-31 23:59:59.999999",
            "294276-12-31 23:59:59.9999999",
            "294277-01-01",
            "294277-01-01 00:00:00+01",
            "294276-12-31 23:59:59-01",
            "4714-11-23 23:00:00-01 BC",
            "4714-11-24 00:00:00+01 BC",
            "2026-01-01 24:00",
            "2026-01-01 24:00:01",
            "2026-01-01 23:59:60",
            "2026-01-01 10:00:60.5+02",
            "2026-01-01 25:00",
            "2026-01-01 10:60",
            "2026-01-01 10",
            "2026-01-01T10:00:00Z",
            "2026-01-01t10:00:00z",
            "2026-01-01 10:00:00.1234567",
            "2026-01-01 10:00:00.0000005Z",
            "2026-01-01 10:00:00.0000015Z",
            "2026-01-01 10:00:00.9999999999999999999+00",
            "2026-01-01 10:00:00 UTC",
            "2026-01-01 10:00:00 utc",
            "2026-01-01 10:00:00 GMT",
            "2026-01-01 10:00:00 Europe/Berlin",
            "2026-01-01 10:00:00 PST",
            "2026-01-01 10:00:00 +01",
            "2026-01-01 10:00:00+1",
            "2026-01-01 10:00:00+0130",
            "2026-01-01 10:00:00+01:30:15",
            "2026-01-01 10:00:00+15:59:59",
            "2026-01-01 10:00:00+16",
            "2026-01-01 10:00:00-15:59",
            "2026-01-01 10:00:00+01:60",
            "2026-01-01 10:00:00+01:30 BC",
            "2026-01-01 BC 10:00",
            "2026-01-01 10:00 PM",
            "2026-01-01 10:00+",
            "2026-01-01 10:00:",
            "2026-01-01 10:00:00.",
            "2026-01-01T",
            "2026-01-01  10:00",
            "2026-01-01 10:00:00AD",
            "J2451187",
            "10:00",
            "9:05",
            "9:5",
            "24:00:00",
            "24:00:00.1",
            "23:59:60",
            "23:59:60.1",
            "10:00:00.9999995",
            "10:00:00.00000049999",
            "10:00+01",
            "10:00Z",
            "10:00 UTC",
            "1000",
            "040506",
            "04:05 PM",
            "12:00:00-15:59:59",
            "123e4567-e89b-12d3-a456-426614174000",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "{123E4567e89b12d3a456426614174000",
            "123e4567e89b12d3a456426614174000",
            "123e-4567-e89b-12d3-a456-4266-1417-4000",
            "123e4567--e89b12d3a456426614174000",
            "123e4567-e89b-12d3-a456-426614174000-",
            " 123e4567-e89b-12d3-a456-426614174000",
            "\\x",
            "\\x0",
            "\\x00 ff",
            "\\xZZ",
            "\\X00",
            "\\000abc",
            "abc\\",
            "\\\\",
            "{}",
            "[]",
            "{\"a\":1}",
            "{\"a\":1,\"a\":2}",
            "[1,2]",
            "[1,]",
            "{a:1}",
            "'a'",
            "\"a\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "{\"\\u0000\":1}",
            "01",
            "1.",
            "-1",
            "[1e131072]",
            "[1e-16384]",
            "[1e131071]",
            "true",
            "nul",
            "truE",
            "\"a\tb\"",
            "1 1",
            "{\"a\":1}}",
            "\u00a01",
            "{1,2,3}",
            "{1,NULL,3}",
            "{1,null,\"null\"}",
            "{{1,2},{3,4}}",
            "{{1,2},{3}}",
            "{{1},2}",
            "{1,{2}}",
            "{1,}",
            "{,1}",
            "{1,,2}",
            "{1 , 2 }",
            "{ \"1\" , 2}",
            "{\"1\"2}",
            "{1}x",
            "{1}{2}",
            "{1",
            "1}",
            "{{}}",
            "{{},{}}",
            "{{},{1}}",
            "[0:1]={1,2}",
            "[0:2]={1,2}",
            "[1:0]={}",
            "[2]={1,2}",
            " [ 0:1 ]={1,2}",
            "[0:1] = {1,2}",
            "[-1:0][1:1]={{1},{2}}",
            "{\\1}",
            "{\"a\\\"b\",\"\\\\\"}",
            "{{{{{{1}}}}}}",
            "{{{{{{{1}}}}}}}",
            "{\"\"}",
            "{todo}",
            "todo",
            "Todo",
            "in progress",
            "in_progress",
            "{NULL,nUlL}",
            "abcdefghijklmnopqrst",
            "abcdefghijklmnopqrstu",
            "abcdefghijklmnopqrst   ",
            "abcde",
            "abcde ",
            "abcdef",
            "ééééé",
            "ééééé  ",
            "😀😀😀😀😀",
            "😀😀😀😀😀😀");

    private ValueSamples() {}

    private static String blanks(String value) {
        return "[ \\t\\n\\x0B\\f\\r]*(" + value + ")[ \\t\\n\\x0B\\f\\r]*";
    }

    /**
     * Whether its elements are all as deep, with neither escapes outside quotes, nor parts without elements, nor bounds that
     * PostgreSQL would write otherwise.
     */
    private static boolean isPlainArray(String text) {
        String bare =
                QUOTED.matcher(text).replaceAll("q").strip().replaceFirst("^(\\[-?\\d{1,9}:-?\\d{1,9}\\])+\\s*=", "");
        if (bare.contains("\\") || bare.startsWith("[")) {
            return false;
        }
        return bare.matches("\\{\\s*\\}") || (!bare.matches("(?s).*\\{\\s*\\}.*") && isEven(bare));
    }

    /** PostgreSQL 15 takes {@code {{a},{{b}}}} for an array. */
    private static boolean isEven(String array) {
        int depth = 0;
        Set<Integer> depths = new HashSet<>();
        for (int i = 0; i < array.length(); i++) {
            char c = array.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c != '{' && c != '}' && c != ',' && !Character.isWhitespace(c)) {
                depths.add(depth);
            }
        }
        return depths.size() <= 1;
    }

    private static List<Type> types() {
        List<Type> plain = List.of(
                Type.of("boolean", ALL, "g % 2 = 0"),
                Type.of("smallint", WHOLE, HASH + " % 32768", "-32768", "32767"),
                Type.of("integer", WHOLE, HASH + " % 2147483648", "-2147483648", "2147483647"),
                Type.of("bigint", WHOLE, HASH, "-9223372036854775808", "9223372036854775807", "0"),
                Type.of(
                        "real",
                        blanks(DECIMAL),
                        HASH + "::float8 * power(10::float8, " + OTHER + " % 19)::float8",
                        "'NaN'",
                        "'-0'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'1e-45'",
                        "'3.4028235e38'"),
                Type.of(
                        "double precision",
                        blanks(DECIMAL),
                        HASH + "::float8 * power(10::float8, " + OTHER + " % 280)",
                        "'NaN'",
                        "'-0'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'5e-324'",
                        "'1.7976931348623157e308'"),
                Type.of(
                        "numeric",
                        blanks(DECIMAL),
                        HASH + "::numeric * (10::numeric ^ (" + OTHER + " % 40))",
                        "'NaN'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'1e131071'",
                        "'-0.000'",
                        "'1e-16383'",
                        "'10000'",
                        "'0.00010'",
                        "repeat('98765', 2000)::numeric",
                        "('0.' || repeat('12340', 3000))::numeric"),
                Type.of(
                        "numeric(12,2)",
                        blanks(DECIMAL),
                        HASH + " % 1000000000000 / 100.0",
                        "'NaN'",
                        "'9999999999.99'"),
                Type.of("numeric(3,5)", blanks(DECIMAL), HASH + " % 999 / 100000.0"),
                Type.of("numeric(5,-2)", blanks(DECIMAL), HASH + " % 9999900"),
                Type.of("text", ALL, WORD + " || chr((g % 5000 + 1)::int) || chr(128512)", "''", "E'a\\tb\\nc\\\\'"),
                Type.of("character varying(20)", ALL, WORD + " || chr((g % 5000 + 1)::int)", "repeat('😀', 20)", "''"),
                Type.of("character(5)", ALL, "substr(" + WORD + ", 1, 5)", "'é'"),
                Type.of("bytea", BYTES, "decode(md5(g::text), 'hex')", "''", "'\\x00ff'"),
                Type.of("uuid", ALL, "md5(g::text)::uuid"),
                Type.of(
                        "date",
                        DATE,
                        "date '2000-01-01' + (" + HASH + " % 2451545)::int",
                        "'infinity'",
                        "'-infinity'",
                        "'4714-11-24 BC'",
                        "'5874897-12-31'",
                        "'0001-01-01 BC'"),
                Type.of(
                        "time without time zone",
                        TIME,
                        "time '00:00' + " + HASH + " % 86400000000 * interval '1 us'",
                        "'24:00'"),
                Type.of(
                        "time(2) without time zone",
                        TIME,
                        "time '00:00' + " + HASH + " % 86400000000 * interval '1 us'"),
                Type.of(
                        "time with time zone",
                        TIME_WITH_OFFSET,
                        "((time '00:00' + " + HASH + " % 86400000000 * interval '1 us')::text || "
                                + "(ARRAY['+00', '-15:59:59', '+05:45', '+01'])[g % 4 + 1])::timetz",
                        "'24:00-15:59'"),
                Type.of(
                        "timestamp without time zone",
                        TIMESTAMP,
                        "timestamp '2000-01-01' + " + HASH + " % 211813488000000000" + " * interval '1 us'",
                        "'infinity'",
                        "'-infinity'",
                        "'4714-11-24 BC'",
                        "'294276-12-31 23:59:59.999999'"),
                Type.of(
                        "timestamp(0) without time zone",
                        TIMESTAMP,
                        "timestamp '2000-01-01' + " + HASH + " % 1000000000000000" + " * interval '1 us'"),
                Type.of(
                        "timestamp with time zone",
                        TIMESTAMP_WITH_OFFSET,
                        "timestamptz '2000-01-01' + " + HASH + " % 211813000000000000" + " * interval '1 us'",
                        "'infinity'",
                        "'-infinity'",
                        "'294276-12-31 12:00:00Z'"),
                Type.of(
                        "timestamp(3) with time zone",
                        TIMESTAMP_WITH_OFFSET,
                        "timestamptz '2000-01-01' + " + HASH + " % 1000000000000000" + " * interval '1 us'"),
                Type.of("json", ALL, "(" + JSON + ")::json", "'{\"a\" : 1, \"a\": 1.50e1}'", "' null '"),
                Type.of("jsonb", "(?s)(?!.*0[eE][+-]?[0-9]{9}).*", JSON, "'null'", "'\"x\"'", "'1e131071'", "'[]'"),
                Type.of("state", ALL, "(enum_range(NULL::state))[g % 5 + 1]"));
        List<Type> all = new ArrayList<>(plain);
        plain.forEach(type -> all.add(type.array()));
        return all;
    }

    /** Texts that are near to values, seeded. */
    static List<String> garbage(List<String> values, int count, Random random) {
        List<String> garbage = new ArrayList<>(ODD);
        while (garbage.size() < count) {
            List<String> from = random.nextInt(4) == 0 ? ODD : values;
            String text = from.get(random.nextInt(from.size()));
            if (text.length() < 400) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    text = mutated(text, from, random);
                }
                garbage.add(text);
            }
        }
        return garbage;
    }

    private static String mutated(String text, List<String> others, Random random) {
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        int after = at < text.length() ? text.offsetByCodePoints(at, 1) : at;
        int letter = ALPHABET.codePoints().toArray()[random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length()))];
        String before = text.substring(0, at);
        return switch (random.nextInt(9)) {
            case 0 -> before + text.substring(after);
            case 1 -> before + Character.toString(letter) + text.substring(at);
            case 2 -> before + Character.toString(letter) + text.substring(after);
            case 3 -> before;
            case 4 -> text.toUpperCase(Locale.ROOT);
            case 5 -> text.toLowerCase(Locale.ROOT);
            case 6 -> " " + text + (random.nextBoolean() ? "\n" : " ");
            case 7 -> before + text.substring(at, after).repeat(2) + text.substring(after);
            default -> before + others.get(random.nextInt(others.size()));
        };
    }
}
