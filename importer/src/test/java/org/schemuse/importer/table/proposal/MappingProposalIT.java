package org.schemuse.importer.table.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.TableImportReport;
import org.schemuse.importer.table.file.TableFileOptions;
import org.schemuse.importer.table.mapping.MappingFile;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShapes;
import org.yaml.snakeyaml.Yaml;

/** Mappings that are proposed. SnakeYAML reads them, and the server says what their dates and numbers mean. */
class MappingProposalIT extends ImportedTables {
    @BeforeEach
    void createTables() {
        sql.execute("CREATE TYPE state AS ENUM ('todo', 'doing', 'done')");
        sql.execute(
                "CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), username text NOT NULL UNIQUE)");
        sql.execute("INSERT INTO users (username) SELECT 'user' || i FROM generate_series(1, 50) i");
        sql.execute("CREATE TABLE tasks (id uuid PRIMARY KEY, title text NOT NULL, state state NOT NULL DEFAULT 'todo',"
                + " born date, amount numeric(12, 2), active boolean NOT NULL, tags text[], owner_id uuid REFERENCES users,"
                + " settings jsonb, at timestamptz, seats integer, code text UNIQUE,"
                + " twice integer GENERATED ALWAYS AS (seats * 2) STORED)");
    }

    private Mapping proposed(Path file, String table) throws Exception {
        try (DumpSource source = DumpSource.of(file.toString(), InputStream.nullInputStream())) {
            return MappingProposal.of(
                    source,
                    TableFileOptions.NONE,
                    TargetSchema.withLedger(database.dataSource(), SCHEMA),
                    table,
                    ImportListener.SILENT);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> columns(Mapping mapping) {
        Map<String, Object> yaml = new Yaml().load(mapping.text());
        return (Map<String, Object>) yaml.get("columns");
    }

    @Test
    void everyTransformationThatMakesAllValuesFitIsProposed() throws Exception {
        Path csv = file("tasks.csv", """
                Title;State;Born on;Amount (EUR);aktiv;Tags;Owner;settings.theme;settings.lang;Seats;Internal;Code
                One;Todo;28.02.2024;1.234,50;ja;a, b;user1;dark;en;3;x;a1
                Two;DOING;01.03.2024;99,00;nein;c;user2;light;de;n/a;y;a2
                Three;dnoe;05.03.2024;-;ja;;user3;;;4;z;a3
                """);

        assertThat(proposed(csv, "tasks").text()).isEqualTo("""
                # Proposed by schemuse map from 3 rows of tasks.csv
                table: tasks
                # doubt: this field fills no column; skip: leaves it out, otherwise rows that have it are rejected
                # skip: [Internal]
                columns:
                  title: Title
                  # doubt: 'dnoe' in line 4 is only like done
                  state: {from: State, values: {Todo: todo, DOING: doing, dnoe: done}, otherwise: keep}
                  # doubt: the names are only alike
                  born: {from: Born on, date: dd.MM.yyyy}
                  # doubt: the names have only some words in common
                  amount: {from: "Amount (EUR)", number: "1.234,56", null: ["", "-"]}
                  # doubt: found by its values alone; the names have nothing in common
                  active: {from: aktiv, yes: [ja], no: [nein]}
                  tags: {from: Tags, split: ",", trim: true}
                  owner_id: {from: Owner, reference: users.username}
                  seats: {from: Seats, null: ["", n/a]}
                  code: Code
                  settings: {object: {theme: settings.theme, lang: settings.lang}}
                  # no field fills at
                  # doubt: must have a value, and no field has one
                  # id: {uuid: [Code], namespace: "https://example.org/tasks"}
                """);
    }

    /** The import is what the proposal is for; the server writes down what it has then. */
    @Test
    void whatIsProposedImportsEveryRow() throws Exception {
        sql.execute(
                "CREATE TABLE trips (id integer PRIMARY KEY, starts date, clock time, leaves timestamp, price numeric,"
                        + " booked boolean, stops text[], state state)");
        Path csv = file("trips.csv", """
                id;starts;clock;leaves;price;booked;stops;state
                1;31.12.2024;9:05;31/12/2024 09:05;1.234,50;ja;Graz| Linz ;TODO
                2;1.2.2024;23:59;01/02/2024 23:59;-7,00;nein;;Doing
                3;-;;;;ja;Wien;done
                """);
        Path mapping = file("trips.yaml", proposed(csv, "trips").text());

        TableImportReport report = imported(csv, into("trips").mapped(MappingFile.read(mapping, "trips", null)));

        assertThat(report.rejected()).as(report.firstRejects().toString()).isZero();
        assertThat(texts("SELECT t::text FROM trips t ORDER BY id"))
                .containsExactly(
                        "(1,2024-12-31,09:05:00,\"2024-12-31 09:05:00\",1234.50,t,\"{Graz,Linz}\",todo)",
                        "(2,2024-02-01,23:59:00,\"2024-02-01 23:59:00\",-7.00,f,,doing)",
                        "(3,,,,,t,{Wien},done)");
    }

    /** Texts of random dates by a pattern of the server; what is proposed must read them as the server does. */
    @ParameterizedTest
    @CsvSource({
        "DD.MM.YYYY, date",
        "MM/DD/YYYY, date",
        "FMDD/FMMM/YYYY, date",
        "YYYYMMDD, date",
        "YYYY/MM/DD, date",
        "DD.MM.YYYY HH24:MI, timestamp",
        "YYYY-MM-DD HH24:MI:SS, timestamp",
        "MM-DD-YYYY HH24:MI:SS, timestamp"
    })
    void datesAreReadAsTheServerReadsThem(String pattern, String type) throws Exception {
        sql.execute("CREATE TABLE days (day " + type + ")");
        sql.execute("SELECT setseed(0.13)");
        List<String> texts = texts("SELECT to_char(timestamp '1960-01-01' + random() * interval '90 years', '" + pattern
                + "') FROM generate_series(1, 200)");
        Path csv = file("days.csv", "day\n" + String.join("\n", texts) + "\n");

        Mapping mapping = proposed(csv, "days");

        assertThat(mapping.doubts()).isEmpty();
        String proposed = way(mapping, "day", "date");
        if (proposed == null) {
            assertThat(texts).allSatisfy(text -> sql.execute("SELECT CAST(? AS " + type + ")", text));
            return;
        }
        Transformation way = ColumnKind.transformations(column("days", "day")).stream()
                .filter(each -> each.value().equals(proposed))
                .findFirst()
                .orElseThrow();
        for (String text : texts) {
            assertThat(count("SELECT count(*) WHERE CAST(to_timestamp('" + text + "', '" + pattern
                            + "') AS timestamp) = '" + way.apply(text) + "'"))
                    .as(text)
                    .isEqualTo(1);
        }
    }

    private ColumnShape column(String table, String name) {
        return TableShapes.existing(sql, SCHEMA, table).column(name).orElseThrow();
    }

    private @Nullable String way(Mapping mapping, String column, String key) {
        return columns(mapping).get(column) instanceof Map<?, ?> said ? String.valueOf(said.get(key)) : null;
    }

    /** The server reads numbers by a pattern of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FM999G999G990D00| 1,234.56 |,.",
                "FM999G999G990D00| 1.234,56 |.,",
                "FM999999990D00| 1234,56 |x,",
                "FM999G999G990D00| 1'234.56 |'."
            })
    void numbersAreReadAsTheServerWroteThem(String pattern, String example, String signs) throws Exception {
        sql.execute("CREATE TABLE sums (sum numeric)");
        sql.execute("SELECT setseed(0.13)");
        List<String> numbers = texts(
                "SELECT round(CAST(random() * 10 ^ (random() * 8) AS numeric), 2)::text FROM generate_series(1, 200)");
        List<String> texts = numbers.stream()
                .map(number -> text("SELECT translate(to_char(" + number + ", '" + pattern + "'), ',.', '"
                        + signs.replace("'", "''") + "')"))
                .toList();
        Path csv = file(
                "sums.csv",
                "sum\n"
                        + String.join(
                                "\n",
                                texts.stream().map(text -> '"' + text + '"').toList()) + "\n");

        Mapping mapping = proposed(csv, "sums");

        assertThat(mapping.doubts()).isEmpty();
        assertThat(way(mapping, "sum", "number")).isEqualTo(example);
        Transformation way = ColumnKind.transformations(column("sums", "sum")).stream()
                .filter(each -> each.value().equals(example))
                .findFirst()
                .orElseThrow();
        assertThat(texts.stream().map(way::apply)).isEqualTo(numbers);
    }

    @Test
    void whatCanBeReadInTwoWaysIsADoubtAndStaysAsItIs() throws Exception {
        sql.execute("CREATE TABLE odd (day date, sum numeric, at timestamptz, many integer, tags text[])");
        Mapping mapping =
                proposed(file("odd.csv", """
                        day;sum;at;many;tags
                        01/02/2024;1,234;2024-01-01T10:00:00;1.234;a,b;
                        03/04/2024;5,678;2024-01-02T10:00:00;abc;c;d
                        """.replace(";a,b;", ";\"a,b\"").replace(";c;d", ";\"c;d\"")), "odd");

        assertThat(mapping.doubts())
                .containsExactly(
                        "day: may be dd/MM/yyyy or MM/dd/yyyy, and no value shows which; add date: with the right one",
                        "sum: may be 1,234.56 or 1234,56, and no value shows which; add number: with the right one",
                        "at: times have no offset; name their zone, as in zone: Europe/Vienna",
                        "many: 1 of 2 rows does not fit: line 3 'abc'",
                        "tags: may be ; or ,, and no value shows which; add split: with the right one");
        assertThat(mapping.rejected()).isEqualTo(2);
        assertThat(columns(mapping))
                .containsEntry("day", "day")
                .containsEntry("sum", "sum")
                .containsEntry("at", "at");
    }

    @Test
    void rowsThatDoNotFitAreCountedWithTheFirst() throws Exception {
        StringBuilder csv = new StringBuilder("title,seats,active\n");
        for (int i = 0; i < 1_000; i++) {
            csv.append("t,").append(i % 100 == 10 ? "abc" : Integer.toString(i)).append(",true\n");
        }
        Mapping mapping = proposed(file("tasks.csv", csv.toString()), "tasks");

        assertThat(mapping.text()).contains("  # doubt: 10 of 1000 rows do not fit: line 12 'abc'\n  seats: seats\n");
        assertThat(mapping.doubts()).contains("id: must have a value, and no field has one");
    }

    @Test
    void manyMisfitsAreAllCounted() throws Exception {
        StringBuilder csv = new StringBuilder("day\n");
        for (int i = 0; i < 5_000; i++) {
            csv.append(i % 10 == 0 ? "2024-02-29" : "Feb 29").append('\n');
        }
        sql.execute("CREATE TABLE days (day date)");

        Mapping mapping = proposed(file("days.csv", csv.toString()), "days");

        assertThat(mapping.doubts()).containsExactly("day: 4500 of 5000 rows do not fit: line 3 'Feb 29'");
        assertThat(mapping.rejected()).isEqualTo(4_500);
    }

    @Test
    void referencesThatAreNotThereAreADoubt() throws Exception {
        Mapping some =
                proposed(file("tasks.csv", "title,owner,active\na,user1,true\nb,user2,true\nc,nobody,true\n"), "tasks");
        assertThat(some.doubts())
                .contains("owner_id: 1 of 3 different texts is not in users.username: line 4 'nobody'");
        assertThat(some.text()).contains("  owner_id: {from: owner, reference: users.username}\n");
        String id = text("SELECT id::text FROM users LIMIT 1");
        Mapping own = proposed(file("tasks.csv", "title,owner id,active\na," + id + ",true\n"), "tasks");
        assertThat(own.text()).contains("  owner_id: owner id\n");
    }

    @Test
    void everyNameAndWordIsReadBackByYaml() throws Exception {
        sql.execute(
                "CREATE TABLE \"odd: table\" (\"no\" text, \"a: b\" text, \"# c\" text, \"{d}\" text, \"\u00fc\u2028\" text,"
                        + " \"1\" text, \"null\" text, \"e\"\"f\" text)");
        Mapping mapping = proposed(
                file(
                        "odd.jsonl",
                        "{\"no\": \"1\", \"a: b\": \"2\", \"# c\": \"3\", \"{d}\": \"4\","
                                + " \"\u00fc\u2028\": \"5\", \"1\": \"6\", \"null\": \"7\", \"e\\\"f\": \"8\", \"x\\ny\": 1}\n"),
                "odd: table");

        assertThat(columns(mapping))
                .hasSize(8)
                .allSatisfy((column, field) -> assertThat(field).isEqualTo(column));
        assertThat(new Yaml().<Map<String, Object>>load(mapping.text())).containsEntry("table", "odd: table");
    }
}
