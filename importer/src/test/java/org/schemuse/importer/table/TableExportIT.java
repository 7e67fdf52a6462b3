package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;

/** In, out and in again changes nothing; the server compares the tables. */
class TableExportIT extends ImportedTables {
    @BeforeEach
    void createTables() {
        sql.execute("CREATE TYPE mood AS ENUM ('glad', 'so so')");
        sql.execute("CREATE DOMAIN code AS text CHECK (VALUE <> 'bad')");
        sql.execute("CREATE TABLE everything (id bigint PRIMARY KEY, small smallint, whole integer, exact numeric,"
                + " money_like numeric(12, 3), single real, twice double precision, words text, short varchar(40),"
                + " padded char(5), flag boolean, day date, moment timestamp, instant timestamptz, clock time,"
                + " zoned timetz, span interval, key uuid, bytes bytea, mood mood, code code, document jsonb, raw json,"
                + " words_too text[], numbers integer[], deep numeric[], moods mood[], net inet, region int4range,"
                + " bits bit varying(8), \"Odd \"\"Name\" text, doubled bigint GENERATED ALWAYS AS (id * 2) STORED)");
        sql.execute(
                "INSERT INTO everything SELECT i, i % 30000, i * 7, (i * 1.10) ^ 3, i / 7.0, (i / 3.0)::real, sqrt(i),"
                        + " CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN E'line\\nbreak \"quoted\", \\\\ back\\tslash'"
                        + " WHEN 3 THEN 'ümläut €' WHEN 4 THEN '\\N' WHEN 5 THEN ' blanks ' ELSE 'NULL' END,"
                        + " repeat('x', i % 40), 'p' || i % 9, i % 2 = 0, DATE '0044-03-15' + i * 997,"
                        + " TIMESTAMP '1999-12-31 23:59:59.999999' + i * INTERVAL '1 day 1 microsecond',"
                        + " CASE i % 11 WHEN 0 THEN 'infinity' ELSE TIMESTAMPTZ '2024-02-29 12:00+02' + i * INTERVAL '1 hour' END,"
                        + " TIME '00:00' + i * INTERVAL '1 second', TIMETZ '10:00+05:30', i * INTERVAL '1 month 2 days 3.5 seconds',"
                        + " gen_random_uuid(), decode(lpad(to_hex(i), 8, '0'), 'hex'), (ARRAY['glad', 'so so'])[1 + i % 2]::mood,"
                        + " 'c' || i, jsonb_build_object('n', i, 't', E'a\\nb', 'x', ARRAY[1, NULL]), '[1,  {\"a\": 2.50}]',"
                        + " ARRAY['a', NULL, 'b \"c\"', '{}', ''], ARRAY[[1, 2], [3, i]], ARRAY[]::numeric[], ARRAY['glad']::mood[],"
                        + " ('10.0.0.' || i % 250)::inet, int4range(i, i + 5), B'101', 'odd'"
                        + " FROM generate_series(1, 500) i");
        sql.execute("INSERT INTO everything (id, twice, single, exact) VALUES (1001, 'NaN', '-infinity', 'NaN'),"
                + " (1002, '-0', 1e-40, 'Infinity'), (1003, 1.7976931348623157e308, NULL, 1e-300)");
    }

    private Path exported(String table, TableExport.Format format) throws Exception {
        Path file = folder.resolve(table + "." + format.name().toLowerCase(Locale.ROOT));
        try (OutputStream out = Files.newOutputStream(file)) {
            new TableExport(TargetSchema.withLedger(database.dataSource(), SCHEMA)).write(table, format, out);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExportedIsImportedAsItWas(TableExport.Format format) throws Exception {
        Path file = exported("everything", format);
        String first = Files.readString(file);
        sql.execute("CREATE TABLE original AS SELECT * FROM everything");
        sql.execute("TRUNCATE everything");

        TableImportReport report = imported(file, into("everything"), database.dataSource(), ImportListener.SILENT);

        assertThat(report.firstRejects()).isEmpty();
        assertThat(report.inserted()).isEqualTo(503);
        assertThat(columnsThatDiffer(format)).isEmpty();
        String second = Files.readString(exported("everything", format));
        assertThat(second.replace(" ", "")).isEqualTo(first.replace(" ", ""));
    }

    /** Each with how many rows have another value in it; JSON does not keep the blanks between the values of a json column. */
    private List<String> columnsThatDiffer(TableExport.Format format) {
        List<String> differing = new ArrayList<>();
        for (String column :
                texts("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = 'everything'::regclass"
                        + " AND attnum > 0")) {
            String cast = column.equals("raw") && format == TableExport.Format.JSONL ? "::jsonb" : "";
            long rows = count("SELECT count(*) FROM everything e FULL JOIN original o USING (id) WHERE e." + column
                    + cast + "::text IS DISTINCT FROM o." + column + cast + "::text");
            if (rows > 0) {
                differing.add(column + " in " + rows + " rows");
            }
        }
        return differing;
    }

    @Test
    void aRoleThatPoliciesHideRowsFromIsRefused() throws Exception {
        sql.execute("ALTER TABLE everything ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
        sql.execute("CREATE POLICY few ON everything USING (id < 10)");
        sql.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
        sql.execute("GRANT USAGE ON SCHEMA shop TO reader");
        sql.execute("GRANT SELECT ON everything TO reader");
        TableExport export = new TableExport(TargetSchema.withLedger(database.dataSource("reader", "reader"), SCHEMA));
        try {
            assertThatThrownBy(
                            () -> export.write("everything", TableExport.Format.CSV, OutputStream.nullOutputStream()))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("row-level security");
        } finally {
            sql.execute("DROP OWNED BY reader");
            sql.execute("DROP ROLE reader");
        }
    }
}
