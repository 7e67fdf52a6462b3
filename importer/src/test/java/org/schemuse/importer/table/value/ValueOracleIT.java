package org.schemuse.importer.table.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShapes;
import org.schemuse.testsupport.TestDatabase;

/** PostgreSQL judges what the encoders make of a text: for each type thousands that it wrote itself, and thousands of bad ones. */
class ValueOracleIT {
    private static final int VALUES = 2_000;
    private static final int GARBAGE = 4_000;
    private static final List<String> ZONES =
            List.of("UTC", "America/St_Johns", "Asia/Kathmandu", "Europe/Amsterdam", "Pacific/Apia");

    private static TestDatabase database;
    private static Handle sql;

    @BeforeAll
    static void connect() {
        database = TestDatabase.empty();
        sql = Jdbi.create(database.dataSource()).open();
        sql.execute("CREATE TYPE state AS ENUM ('todo', 'in progress', 'done', 'O''Neil', 'é,\"x\"')");
    }

    @AfterAll
    static void disconnect() {
        sql.close();
        database.close();
    }

    static List<ValueSamples.Type> types() {
        return ValueSamples.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsWhatTheServerReadsAndAcceptsNothingElse(ValueSamples.Type type) throws Exception {
        prepare(type);
        List<String> values = written(type);
        List<String> texts = new ArrayList<>(values);
        texts.addAll(OddTexts.garbage(values, GARBAGE, new Random(type.name().hashCode())));
        List<String> refused = load(texts);

        assertThat(refused.stream().filter(text -> values.contains(text)))
                .as("values that the server wrote, refused")
                .isEmpty();
        assertThat(differences())
                .as("read otherwise than the server does, or only by us")
                .isEmpty();
        assertThat(refusedByUsAlone())
                .as("refused, though promised and read by the server")
                .noneMatch(type.promised());
    }

    /** {@code json_populate_record} is how the server itself takes the values of JSON for columns. */
    @ParameterizedTest
    @MethodSource("types")
    void readsJsonAsTheServerDoes(ValueSamples.Type type) throws Exception {
        prepare(type);
        sql.execute("INSERT INTO texts SELECT g, to_json((" + type.expression() + ")::" + type.name()
                + ")::text FROM generate_series(1::bigint, " + VALUES + ") AS g");
        for (String constant : type.constants()) {
            sql.execute("INSERT INTO texts SELECT count(*) + 1, to_json((" + constant + ")::" + type.name()
                    + ")::text FROM texts");
        }
        sql.execute("INSERT INTO server SELECT row, false,"
                + " (json_populate_record(NULL::target, json_build_object('value', text::json))).value FROM texts");

        CopyRows rows = new CopyRows(0);
        ValueEncoder encoder = new ValueEncoders(true, null).of(column());
        sql.createQuery(
                        "SELECT row, json_typeof(text::json) AS type, CASE json_typeof(text::json) WHEN 'string'"
                                + " THEN text::json #>> '{}' ELSE text END AS text FROM texts WHERE json_typeof(text::json) <> 'null'")
                .map((row, context) -> {
                    rows.beginRow(2).integer(row.getInt("row"));
                    assertThat(encoder.encode(rows, row.getString("text"), kind(row.getString("type"))))
                            .as(row.getString("text"))
                            .isNull();
                    rows.finishRow();
                    return rows;
                })
                .list();
        copy("ours", rows);

        assertThat(differences()).isEmpty();
        assertThat(rows.rows()).isGreaterThanOrEqualTo(VALUES);
    }

    private static FileRow.Kind kind(String jsonType) {
        return jsonType.equals("string") ? FileRow.Kind.TEXT : FileRow.Kind.valueOf(jsonType.toUpperCase(Locale.ROOT));
    }

    /** As the bytes of both, because = takes numbers of different scales for equal. */
    private static List<String> differences() {
        return sql.createQuery("""
                        SELECT format('%s: ours %s, the server''s %s', t.text, o.value, s.value)
                        FROM texts t JOIN ours o USING (row) JOIN server s USING (row)
                        WHERE s.refused OR NOT record_image_eq(ROW(o.value), ROW(s.value)) LIMIT 5
                        """).mapTo(String.class).list();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval", "inet", "cidr", "macaddr", "int4range", "int4multirange", "money", "bit(3)",
                        "bit varying(3)", "xml",
                "tsvector", "point", "box", "name", "\"char\"", "oid", "int2vector", "regclass", "inet[]", "interval[]",
                "point[]", "name[]", "pair", "pair[]", "short[]", "oid8"
            })
    void valuesOfOtherTypesAreTextsForTheServer(String type) {
        sql.execute("DROP TABLE IF EXISTS target CASCADE; DROP DOMAIN IF EXISTS short, oid8; DROP TYPE IF EXISTS pair");
        sql.execute(
                "CREATE TYPE pair AS (a int, b text); CREATE DOMAIN short AS varchar(3); CREATE DOMAIN oid8 AS oid");
        sql.execute("CREATE TABLE target (value " + type + ")");

        assertThat(ValueEncoders.stagingType(column())).isEqualTo("text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(3) | abc",
                "numeric(3,1)[] | {12.3,5.0}",
                "state | todo",
                "timestamptz(0) | 2026-11-30 13:05:01+00"
            })
    void aDomainTakesTheValuesOfItsType(String type, String stored) throws Exception {
        sql.execute("DROP TABLE IF EXISTS target, staged; DROP DOMAIN IF EXISTS sort");
        sql.execute("CREATE DOMAIN sort AS " + type);
        sql.execute("CREATE TABLE target (value sort)");
        sql.execute("CREATE TABLE staged (value " + ValueEncoders.stagingType(column()) + ")");
        ValueEncoder encoder = new ValueEncoders(false, null).of(column());
        CopyRows rows = new CopyRows(0);
        for (String text :
                List.of("abc", "abcd", "{12.34,5}", "{123.4}", "todo", "Todo", "2026-11-30T14:05:00.5001+01:00")) {
            rows.beginRow(1);
            if (encoder.encode(rows, text, FileRow.Kind.TEXT) == null) {
                rows.finishRow();
            } else {
                rows.dropRow();
            }
        }
        copy("staged", rows);
        sql.execute("INSERT INTO target SELECT value FROM staged");

        assertThat(sql.createQuery("SELECT value::text FROM target")
                        .mapTo(String.class)
                        .list())
                .containsExactly(stored);
    }

    private static void prepare(ValueSamples.Type type) {
        sql.execute("DROP TABLE IF EXISTS target, ours, texts, server CASCADE");
        sql.execute("CREATE TABLE target (value " + type.name() + ")");
        sql.execute("CREATE TABLE texts (row int PRIMARY KEY, text text)");
        sql.execute("CREATE TABLE server (row int PRIMARY KEY, refused boolean, value " + type.name() + ")");
        sql.execute("CREATE TABLE ours (row int PRIMARY KEY, value " + ValueEncoders.stagingType(column()) + ")");
        sql.execute("CREATE OR REPLACE PROCEDURE judge() LANGUAGE plpgsql AS $$ DECLARE t record; v " + type.name()
                + "; BEGIN FOR t IN SELECT * FROM texts LOOP BEGIN v := t.text;"
                + " INSERT INTO server VALUES (t.row, false, v); EXCEPTION WHEN OTHERS THEN"
                + " INSERT INTO server VALUES (t.row, true, NULL); END; END LOOP; END $$");
    }

    /** The column of {@code target}, as a shape has it. */
    private static ColumnShape column() {
        return TableShapes.read(
                        sql,
                        sql.createQuery("SELECT current_schema()")
                                .mapTo(String.class)
                                .one(),
                        "target")
                .flatMap(shape -> shape.column("value"))
                .orElseThrow();
    }

    /** Values that the server made, as it writes them, in several time zones. */
    private static List<String> written(ValueSamples.Type type) {
        List<String> values = new ArrayList<>();
        for (String zone : ZONES) {
            sql.execute("SET TimeZone TO '" + zone + "'");
            values.addAll(sql.createQuery("SELECT ((" + type.expression() + ")::" + type.name()
                            + ")::text FROM generate_series(1::bigint, " + VALUES / ZONES.size() + ") AS g")
                    .mapTo(String.class)
                    .list());
        }
        sql.execute("SET TimeZone TO 'UTC'");
        for (String constant : type.constants()) {
            values.add(sql.createQuery("SELECT (" + constant + ")::" + type.name() + "::text")
                    .mapTo(String.class)
                    .one());
        }
        return values;
    }

    /** Gives the texts to both, and returns those that the encoder refused. */
    private static List<String> load(List<String> texts) throws Exception {
        ValueEncoder encoder = new ValueEncoders(false, null).of(column());
        CopyRows given = new CopyRows(0);
        CopyRows ours = new CopyRows(0);
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            given.beginRow(2).integer(i).text(texts.get(i)).finishRow();
            ours.beginRow(2).integer(i);
            if (encoder.encode(ours, texts.get(i), FileRow.Kind.TEXT) == null) {
                ours.finishRow();
            } else {
                ours.dropRow();
                refused.add(texts.get(i));
            }
        }
        copy("texts", given);
        copy("ours", ours);
        sql.execute("CALL judge()");
        return refused;
    }

    private static void copy(String table, CopyRows rows) throws Exception {
        rows.end();
        sql.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table + " FROM STDIN (FORMAT binary)",
                        new ByteArrayInputStream(rows.bytes(), 0, rows.size()));
    }

    /** Texts that the server reads and the encoder refuses, because what they mean would be a guess. */
    private static List<String> refusedByUsAlone() {
        List<String> refused = sql.createQuery("SELECT t.text FROM texts t JOIN server s USING (row)"
                        + " LEFT JOIN ours o USING (row) WHERE NOT s.refused AND o.row IS NULL ORDER BY row")
                .mapTo(String.class)
                .list();
        return refused;
    }
}
