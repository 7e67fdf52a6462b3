package org.schemuse.importer.table.value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
}
