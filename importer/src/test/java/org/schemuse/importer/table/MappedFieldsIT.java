package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.MappedTables;
import org.schemuse.importer.table.mapping.MappingFile;

/** Fields that a mapping names, below the top or not there at all. */
class MappedFieldsIT extends MappedTables {
    @Test
    void fieldsBelowTheTopAreWhatTheServersPathsFind() throws Exception {
        sql.execute(
                "CREATE TABLE places (row integer PRIMARY KEY, city text, zip text, lines jsonb, whole jsonb, dotted text)");
        Random random = new Random(19);
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= MANY; i++) {
            String address = switch (random.nextInt(5)) {
                case 0 -> "null";
                case 1 -> "\"none\"";
                case 2 -> "{\"other\": {\"city\": \"no\"}, \"city\": null}";
                default ->
                    "{\"x\": [1, {\"city\": \"no\"}], \"city\": \"\\u00e4 \\\"" + i + "\", \"more\": {\"zip\": "
                            + random.nextInt(9999) + ".50, \"lines\": [1.20, {\"a\": null}, \"b\"]}}";
            };
            lines.append("{\"row\": ").append(i).append(", \"address\": ").append(address);
            lines.append(random.nextBoolean() ? ", \"a.b\": \"own\"" : "").append(", \"a\": {\"b\": \"below\"}}\n");
        }

        TableImportReport report = imported(file("places.jsonl", lines.toString()), mapped("places", """
                columns:
                  city: address.city
                  zip: address.more.zip
                  lines: address.more.lines
                  whole: {object: {deep: {lines: address.more.lines}, zip: address.more.zip}}
                  dotted: a.b
                """));

        assertThat(report.rejected()).as(report.toString()).isZero();
        sql.createUpdate("INSERT INTO raw SELECT (line::jsonb ->> 'row')::integer, line FROM"
                        + " regexp_split_to_table(rtrim(:lines, chr(10)), '\\n') line")
                .bind("lines", lines.toString())
                .execute();
        assertThat(count("SELECT count(*) FROM places p JOIN raw USING (row), LATERAL (SELECT a::jsonb AS d) x WHERE"
                        + " city IS NOT DISTINCT FROM d #>> '{address,city}'"
                        + " AND zip IS NOT DISTINCT FROM d #>> '{address,more,zip}'"
                        + " AND lines IS NOT DISTINCT FROM d #> '{address,more,lines}'"
                        + " AND whole IS NOT DISTINCT FROM CASE WHEN d #> '{address,more,zip}' IS NOT NULL THEN"
                        + " jsonb_build_object('deep', jsonb_build_object('lines', d #> '{address,more,lines}'), 'zip',"
                        + " d #> '{address,more,zip}') END"
                        + " AND dotted = coalesce(d ->> 'a.b', 'below')"))
                .isEqualTo(MANY);
    }

    @Test
    void aFieldThatNoRowHasIsNoted() throws Exception {
        sql.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");

        TableImportReport report = imported(
                file("t.json", "[{\"id\": 1, \"naem\": \"x\"}]"), mapped("t", "skip: [naem]\ncolumns: {a: name}"));

        assertThat(report.inserted()).isEqualTo(1);
        assertThat(report.notes())
                .contains("no row has field \"name\", which the mapping names; did you mean \"naem\"?");
    }

    @Test
    void aPathThroughSomethingElseThanAnObjectIsNoted() throws Exception {
        sql.execute("CREATE TABLE places (id integer PRIMARY KEY, city text)");
        Path mapping = file("places.yaml", "columns:\n  city: address.town.name\n");
        Path rows = file("places.jsonl", """
                {"id": 1, "address": {"town": {"name": "Graz"}, "zip": 1}}
                {"id": 2, "address": "Graz"}
                {"id": 3, "address": {"town": ["Graz"]}}
                {"id": 4, "address": {"town": null}}
                {"id": 5, "address": null}
                """);

        TableImportReport report = imported(rows, into("places").mapped(MappingFile.read(mapping, "places", null)));

        assertThat(texts("SELECT p::text FROM places p ORDER BY id"))
                .containsExactly("(1,Graz)", "(2,)", "(3,)", "(4,)", "(5,)");
        assertThat(report.notes())
                .contains(
                        "field \"address.town.name\" has no value in 2 rows that have something else than an object there");
    }
}
