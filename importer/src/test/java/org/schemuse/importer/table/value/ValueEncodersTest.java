package org.schemuse.importer.table.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/** What encoders say of values, as a person reads it, and what they do with values of each kind. */
class ValueEncodersTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "values", "expected.tsv");
    private static final List<String> STATES = List.of("todo", "in_progress", "done");

    private static final Map<String, ColumnShape> COLUMNS = Map.ofEntries(
            column("boolean", 16, -1),
            column("smallint", 21, -1),
            column("integer", 23, -1),
            column("bigint", 20, -1),
            column("real", 700, -1),
            column("double precision", 701, -1),
            column("numeric", 1700, -1),
            column("numeric(10,2)", 1700, ((10 << 16) | 2) + 4),
            column("numeric(1,0)", 1700, (1 << 16) + 4),
            column("numeric(2,4)", 1700, ((2 << 16) | 4) + 4),
            column("text", 25, -1),
            column("character varying(20)", 1043, 24),
            column("character(1)", 1042, 5),
            column("bytea", 17, -1),
            column("uuid", 2950, -1),
            column("date", 1082, -1),
            column("time without time zone", 1083, -1),
            column("time with time zone", 1266, -1),
            column("timestamp without time zone", 1114, -1),
            column("timestamp with time zone", 1184, -1),
            column("json", 114, -1),
            column("jsonb", 3802, -1),
            column("inet", 869, -1),
            column("integer[]", 1007, 23, -1),
            column("character varying(20)[]", 1015, 1043, 24),
            column("jsonb[]", 3807, 3802, -1),
            column("inet[]", 1041, 869, -1),
            Map.entry("state", shape("state", 90_000, 0, -1, STATES, List.of())),
            Map.entry("state[]", shape("state[]", 90_001, 90_000, -1, List.of(), STATES)));

    private static Map.Entry<String, ColumnShape> column(String type, long oid, int modifier) {
        return column(type, oid, 0, modifier);
    }

    private static Map.Entry<String, ColumnShape> column(String type, long oid, long element, int modifier) {
        return Map.entry(type, shape(type, oid, element, modifier, List.of(), List.of()));
    }

    private static ColumnShape shape(
            String type, long oid, long element, int modifier, List<String> labels, List<String> elementLabels) {
        return new ColumnShape(
                "c",
                type,
                oid,
                type,
                modifier,
                false,
                labels,
                element,
                elementLabels,
                false,
                null,
                false,
                ColumnShape.Identity.NONE);
    }

    /** Each line: type, file (typed or not), kind and text of a value, and what the encoder says; run with -Dgolden.update=true. */
    @Test
    void saysWhatIsExpected() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            String[] parts = line.split("\t", -1);
            lines.add(
                    line.startsWith("#") || line.isEmpty()
                            ? line
                            : String.join("\t", parts[0], parts[1], parts[2], outcome(parts)));
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.write(GOLDEN, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
    }

    private static String outcome(String[] parts) {
        boolean typed = !parts[1].equals("csv");
        Kind kind = typed ? Kind.valueOf(parts[1]) : Kind.TEXT;
        String text =
                parts[2].replace("<NUL>", "\0").replace("<HALF>", "\ud800").replace("<LONG>", "x".repeat(21));
        RefusedValue refused = encode(new ValueEncoders(typed, null), parts[0], text, kind, new CopyRows(0));
        return refused == null ? "ok" : refused.fault() + "\t" + refused.expected();
    }

    private static @Nullable RefusedValue encode(
            ValueEncoders encoders, String type, String text, Kind kind, CopyRows rows) {
        rows.beginRow(1);
        int before = rows.size();
        RefusedValue refused = encoders.of(COLUMNS.get(type)).encode(rows, text, kind);
        assertThat(rows.size() == before)
                .as("nothing is left of a refused value")
                .isEqualTo(refused != null);
        return refused;
    }

    private static byte[] bytes(ValueEncoders encoders, String type, String text, Kind kind) {
        CopyRows rows = new CopyRows(0);
        assertThat(encode(encoders, type, text, kind, rows)).as(text).isNull();
        return Arrays.copyOf(rows.bytes(), rows.size());
    }

    @Test
    void aTextOfATypedFileIsAJsonString() {
        ValueEncoders typed = new ValueEncoders(true, null);
        ValueEncoders plain = new ValueEncoders(false, null);
        for (String type : List.of("json", "jsonb")) {
            assertThat(bytes(typed, type, "a\"b\\\n", Kind.TEXT))
                    .isEqualTo(bytes(plain, type, "\"a\\\"b\\\\\\n\"", Kind.TEXT));
            assertThat(bytes(typed, type, "{\"a\":1.50}", Kind.OBJECT))
                    .isEqualTo(bytes(plain, type, "{\"a\":1.50}", Kind.TEXT));
            assertThat(bytes(typed, type, "true", Kind.BOOLEAN)).isEqualTo(bytes(plain, type, "true", Kind.TEXT));
        }
    }

    @Test
    void anArrayOfJsonIsTheArrayThatPostgresqlWrites() {
        ValueEncoders typed = new ValueEncoders(true, null);
        Map<String, List<String>> pairs = Map.of(
                "integer[]", List.of("[[1,null],[3,4]]", "{{1,NULL},{3,4}}"),
                "character varying(20)[]",
                        List.of("[\"a b\",\"NULL\",null,7,true,\"\"]", "{a b,\"NULL\",NULL,7,true,\"\"}"),
                "jsonb[]", List.of("[{\"a\":1.50},null,7]", "{\"{\\\"a\\\":1.50}\",NULL,7}"),
                "inet[]", List.of("[[\"10.0.0.1\"],[null]]", "{{\"10.0.0.1\"},{NULL}}"),
                "state[]", List.of("[]", "{}"));
        pairs.forEach((type, pair) -> assertThat(bytes(typed, type, pair.get(0), Kind.ARRAY))
                .as(type)
                .isEqualTo(bytes(typed, type, pair.get(1), Kind.TEXT)));
        assertThat(bytes(typed, "jsonb[]", "[\"x\"]", Kind.ARRAY))
                .isEqualTo(bytes(typed, "jsonb[]", "{\"\\\"x\\\"\"}", Kind.TEXT));
    }

    @Test
    void timesWithoutAnOffsetAreInTheZoneOfTheCaller() {
        ValueEncoders berlin = new ValueEncoders(false, ZoneId.of("Europe/Berlin"));
        ValueEncoders none = new ValueEncoders(false, null);
        String with = "timestamp with time zone";
        String without = "timestamp without time zone";

        assertThat(bytes(berlin, with, "2026-07-01 12:00", Kind.TEXT))
                .isEqualTo(bytes(none, with, "2026-07-01 12:00+02", Kind.TEXT));
        assertThat(bytes(berlin, with, "2026-12-01 12:00Z", Kind.TEXT))
                .isEqualTo(bytes(none, with, "2026-12-01 12:00Z", Kind.TEXT));
        assertThat(bytes(berlin, with, "0044-03-15 12:00 BC", Kind.TEXT))
                .isEqualTo(bytes(none, with, "0044-03-15 12:00+00:53:28 BC", Kind.TEXT));
        assertThat(bytes(berlin, without, "2026-12-01 12:00-03", Kind.TEXT))
                .isEqualTo(bytes(none, without, "2026-12-01 16:00", Kind.TEXT));
        assertThat(bytes(berlin, without, "2026-12-01 12:00", Kind.TEXT))
                .isEqualTo(bytes(none, without, "2026-12-01 12:00", Kind.TEXT));
        for (String never : List.of("2026-03-29 02:30", "2026-10-25 02:30")) {
            assertThat(encode(berlin, with, never, Kind.TEXT, new CopyRows(0)))
                    .isEqualTo(new RefusedValue(
                            RowFault.BAD_VALUE, "a time that exists once in Europe/Berlin, or one with an offset"));
        }
    }

    @Test
    void aRowThatCannotBeFinishedLeavesNothing() {
        CopyRows rows = new CopyRows(0);
        ValueEncoder integers = new ValueEncoders(false, null).of(COLUMNS.get("integer"));
        rows.beginRow(2);
        integers.encode(rows, "1", Kind.TEXT);
        integers.encode(rows, "2", Kind.TEXT);
        rows.finishRow();
        byte[] before = Arrays.copyOf(rows.bytes(), rows.size());

        rows.beginRow(2);
        assertThat(integers.encode(rows, "3", Kind.TEXT)).isNull();
        assertThat(integers.encode(rows, "x", Kind.TEXT)).isNotNull();
        rows.dropRow();

        assertThat(Arrays.copyOf(rows.bytes(), rows.size())).isEqualTo(before);
        assertThat(rows.rows()).isEqualTo(1);
    }

    @Test
    void onlyTypesThatTheClientReadsAreStagedAsThemselves() {
        assertThat(ValueEncoders.stagingType(COLUMNS.get("numeric(10,2)"))).isEqualTo("numeric(10,2)");
        assertThat(ValueEncoders.stagingType(COLUMNS.get("state[]"))).isEqualTo("state[]");
        assertThat(ValueEncoders.stagingType(COLUMNS.get("inet"))).isEqualTo("text");
        assertThat(ValueEncoders.stagingType(COLUMNS.get("inet[]"))).isEqualTo("text");
        // A point's elements are numbers too, but it is no array of them.
        assertThat(ValueEncoders.stagingType(shape("point", 600, 701, -1, List.of(), List.of())))
                .isEqualTo("text");
    }
}
