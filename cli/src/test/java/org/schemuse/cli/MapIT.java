package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** From a file to a table and back: what is proposed passes lint and verify, is migrated, and takes and gives the file's rows. */
class MapIT extends CommandsOnEmptyDatabase {
    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void done(Ran ran) {
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    }

    /** Without a database, then with one: lint, verify, migrate, import and export. */
    private void cycle(String file, String format) {
        Ran mapped = Ran.here(folder, Map.of(), "map", file, "--new-table", "things", "-o", at("things.sql"));
        done(mapped);
        Ran lint = run("lint", at("things.sql"), "--fail-on", "warning");
        done(lint);
        assertThat(lint.out()).contains("0 errors, 0 warnings, 0 notes");
        done(run("verify", at("things.sql"), "--on", database.url()));
        done(run("migrate", at("things.sql"), "--schema", "shop"));
        done(run("import", file, "--table", "things", "--schema", "shop"));
        done(run("export", "--table", "things", "--schema", "shop", "--format", format, "-o", at("again." + format)));
    }

    /** A row for each kind of value that the server writes as it read it. */
    private static String csv(Random random, int rows, boolean key) {
        StringBuilder csv =
                new StringBuilder((key ? "ID" : "n") + ",zipCode,price,\"some text\",day,token,many,amount\n");
        for (int i = 0; i < rows; i++) {
            csv.append(key ? i * 3 : random.nextInt(10)).append(',');
            csv.append(String.format("%05d", random.nextInt(100_000))).append(',');
            csv.append(random.nextInt(5) == 0 ? "" : random.nextInt(100) + ".5" + random.nextInt(10))
                    .append(',');
            csv.append("\"a \"\"b\"\" ${x}; --\n").append(random.nextInt(9)).append("\",");
            csv.append(random.nextInt(5) == 0 ? "" : "2024-02-" + (10 + random.nextInt(20)))
                    .append(',');
            csv.append(new UUID(random.nextLong(), random.nextLong())).append(',');
            csv.append(random.nextLong() / 100).append(',');
            csv.append(random.nextInt(100))
                    .append(random.nextBoolean() ? ".25" : "")
                    .append('\n');
        }
        return csv.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theRowsOfACsvFileComeBack(long seed) throws Exception {
        Random random = new Random(seed);
        String csv = csv(random, 5 + random.nextInt(200), seed % 2 == 0);
        String file = write("things.csv", csv);

        cycle(file, "csv");

        assertThat(rows(Files.readString(folder.resolve("again.csv")))).containsExactlyInAnyOrderElementsOf(rows(csv));
    }

    /** The server reads both files as texts. */
    private List<String> rows(String csv) throws Exception {
        try (Handle handle = Jdbi.open(database.dataSource())) {
            handle.execute("CREATE TEMP TABLE raw (a text, b text, c text, d text, e text, f text, g text, h text)");
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY raw FROM STDIN (FORMAT csv, HEADER)", new StringReader(csv));
            return handle.createQuery("SELECT r::text FROM raw r")
                    .mapTo(String.class)
                    .list();
        }
    }

    @Test
    void theRowsOfAJsonFileComeBack() throws Exception {
        String jsonl = """
                {"id": 1, "name": "a", "price": 1.50, "ok": true, "deep": {"a": [1, null]}, "code": "07", "none": null}
                {"id": 2, "name": "b\\u00fc", "price": 2.25, "ok": false, "deep": {"b": "x"}, "code": "8", "none": null}
                """;
        cycle(write("things.jsonl", jsonl), "jsonl");

        assertThat(trees(Files.readString(folder.resolve("again.jsonl")))).isEqualTo(trees(jsonl));
    }

    private static List<JsonNode> trees(String lines) throws IOException {
        List<JsonNode> trees = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            trees.add(new ObjectMapper().readTree(line));
        }
        return trees;
    }

    @Test
    void aJsonSchemaIsOneAndTakesEachRow() throws Exception {
        String jsonl = """
                {"id": 1, "name": "a", "price": 1.50, "ok": true, "deep": {"a": [1]}, "day": "2024-02-29", "mix": 1}
                {"id": 2, "name": null, "price": 2, "ok": false, "deep": [2], "day": "2024-12-31", "mix": "x", "late": "y"}
                """;
        done(run(
                "map",
                write("things.jsonl", jsonl),
                "--new-table",
                "things",
                "--schema-file",
                at("things.json"),
                "-o",
                at("x.sql")));

        JsonNode schema =
                new ObjectMapper().readTree(folder.resolve("things.json").toFile());
        assertThat(validator(SchemaId.V202012).validate(schema)).isEmpty();
        JsonSchema rows = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
        for (JsonNode row : trees(jsonl)) {
            assertThat(rows.validate(row)).isEmpty();
        }
        JsonNode wrong = trees(jsonl).get(0);
        ((ObjectNode) wrong).put("id", "x");
        assertThat(rows.validate(wrong)).hasSize(1);

        Ran again = run("map", at("things.jsonl"), "--new-table", "things", "--schema-file", at("things.json"));
        done(again);
        assertThat(again.out())
                .contains(
                        "    id bigint NOT NULL,\n",
                        "    price numeric NOT NULL,\n",
                        "    day date NOT NULL,\n",
                        "    deep jsonb NOT NULL,\n");
    }

    private static JsonSchema validator(String dialect) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(dialect));
    }

    /** Written by hand, with all that a schema can say. */
    private static final String TABLE_SCHEMA = """
            {"fields": [
                {"name": "id", "type": "integer", "constraints": {"required": true}},
                {"name": "E-Mail", "type": "string", "constraints": {"required": true, "unique": true, "maxLength": 20}},
                {"name": "state", "type": "string", "constraints": {"enum": ["open", "it's done"]}},
                {"name": "price", "type": "number", "constraints": {"minimum": 0, "maximum": 99.5}, "decimalChar": ","},
                {"name": "born", "type": "date", "format": "default"},
                {"name": "at", "type": "datetime"},
                {"name": "ok", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]},
                {"name": "key", "type": "string", "format": "uuid"},
                {"name": "zip", "type": "string", "constraints": {"pattern": "[0-9]{5}", "minLength": 5}},
                {"name": "boss", "type": "integer"},
                {"name": "gone", "type": "time"}],
             "missingValues": ["", "-"], "primaryKey": "id",
             "foreignKeys": [{"fields": "boss", "reference": {"resource": "", "fields": "id"}}]}
            """;

    @Test
    void aTableSchemaDecidesTypesKeysAndChecks() throws Exception {
        write("people.json", TABLE_SCHEMA);
        String csv = write("people.csv", """
                id;E-Mail;state;price;born;at;ok;key;zip;boss;more
                1;a@x;open;1,5;2024-02-29;2024-01-01T10:00:00Z;ja;123e4567-e89b-12d3-a456-426614174000;01234;-;1
                2;b@x;it's done;-;-;-;nein;-;0123;1;2
                """);

        Ran mapped =
                run("map", csv, "--new-table", "people", "--schema-file", at("people.json"), "-o", at("people.sql"));

        assertThat(mapped.exitCode()).as("one row has a zip that is too short").isEqualTo(1);
        String sql = Files.readString(folder.resolve("people.sql"));
        assertThat(sql).isEqualTo(Golden.text("map-table-schema.sql", sql));
        done(run("lint", at("people.sql"), "--fail-on", "warning"));
        done(run("verify", at("people.sql"), "--on", database.url()));
        done(run("migrate", at("people.sql"), "--schema", "shop"));
        execute("INSERT INTO shop.people (id, e_mail, state, price) VALUES (1, 'a@x', 'open', 99.5)");
        for (String wrong : List.of("2, 'b@x', 'shut', 1", "2, 'b@x', 'open', 100", "2, 'a@x', 'open', 1")) {
            assertThat(refused("INSERT INTO shop.people (id, e_mail, state, price) VALUES (" + wrong + ")"))
                    .isTrue();
        }
    }

    private boolean refused(String sql) {
        try {
            execute(sql);
            return false;
        } catch (JdbiException e) {
            return true;
        }
    }

    @Test
    void whatIsThereIsNotReplacedUnlessItIsForced() throws Exception {
        String csv = write("things.csv", "a,b\n1,2\n");
        write("things.sql", "mine");
        String[] words = {"map", csv, "--new-table", "things", "-o", at("things.sql")};
        Ran refused = run(words);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("things.sql exists; write to another file, or replace it with --force.");
        assertThat(Files.readString(folder.resolve("things.sql"))).isEqualTo("mine");
        done(run("map", csv, "--new-table", "things", "-o", at("things.sql"), "--force"));
        assertThat(Files.readString(folder.resolve("things.sql"))).startsWith("--liquibase formatted sql");
    }

    @Test
    void usageAndInputHaveTheirExitCodes() throws Exception {
        String csv = write("things.csv", "a,b\n1,2\n3\n");
        assertThat(run("map", csv).exitCode()).isEqualTo(2);
        assertThat(run("map", csv, "--table", "x", "--new-table", "y").exitCode())
                .isEqualTo(2);
        Ran reserved = run("map", csv, "--new-table", "Order");
        assertThat(reserved.exitCode()).isEqualTo(2);
        assertThat(reserved.err()).contains("The name \"Order\" needs quotes in SQL; expected a name such as order_.");
        assertThat(run("map", at("none.csv"), "--new-table", "things").exitCode())
                .isEqualTo(3);
        assertThat(run("map", csv, "--table", "nothing", "--schema", "public").exitCode())
                .isEqualTo(4);
        Ran ragged = run("map", csv, "--new-table", "things");
        assertThat(ragged.exitCode()).as("a row cannot be read").isEqualTo(1);
        assertThat(ragged.out()).contains("-- doubt: 1 row of 2 cannot be read: line 3: ");
        write("bad.json", "{\"fields\": [{\"name\": \"a\", \"type\": \"int\"}]}");
        Ran bad = run("map", csv, "--new-table", "things", "--schema-file", at("bad.json"));
        assertThat(bad.exitCode()).isEqualTo(3);
        assertThat(bad.err()).contains("field 'a' has the type 'int'; expected one of any, array, boolean, ");
    }

    @Test
    void aMappingIsWrittenForATable() throws Exception {
        execute("CREATE SCHEMA shop");
        execute("CREATE TYPE shop.state AS ENUM ('todo', 'done')");
        execute("CREATE TABLE shop.tasks (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, title text NOT NULL,"
                + " state shop.state NOT NULL, due date, done boolean, notes varchar(10))");
        String csv = write(
                "tasks.csv",
                "Title;State;Due;Done;Who\nA;To-Do;28.02.2024;ja;x\nB;DONE;-;nein;y\nC;done;1.3.2024;;z\n");

        Ran mapped = run("map", csv, "--table", "tasks");

        assertThat(mapped.exitCode()).as("the field Who has no column").isEqualTo(1);
        assertThat(mapped.out()).isEqualTo(Golden.text("map-tasks.yaml", mapped.out()));
        Ran written = run(
                "map", csv, "--table", "tasks", "--schema-file", at("tasks.json"), "-o", at("tasks.yaml"), "--json");
        assertThat(written.exitCode()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("tasks.yaml"))).isEqualTo(mapped.out());
        JsonNode schema =
                new ObjectMapper().readTree(folder.resolve("tasks.json").toFile());
        assertThat(schema.path("fields").findValuesAsText("name"))
                .containsExactly("id", "title", "state", "due", "done", "notes");
        assertThat(schema.at("/fields/2/constraints/enum").toString()).isEqualTo("[\"todo\",\"done\"]");
        assertThat(schema.at("/primaryKey/0").asText()).isEqualTo("id");
    }

    /** The files of docs/tables.md. */
    @Test
    void thePageShowsWhatIsPrinted() throws Exception {
        execute(Files.readString(SAMPLES.resolve("defects.sql")));
        String csv = write("bookings.csv", """
                sep=;
                Id;Branch;Label;State;Seats;Price;Starts
                2;north;Choir;open;30;4.50;2025-02-01
                3;south;Chess club;Open;12;0.00;2025-02-28
                4;south;Puppet theatre;open;50;6,00;2025-03-01
                5;west;Caf\u00e9 concert;paid;25;3.00;2025-03-08
                """);
        String page = Files.readString(Workplace.REPOSITORY.resolve("docs/tables.md"));
        assertThat(page).contains(run("map", csv, "--table", "booking").out());
        assertThat(page)
                .contains(run("map", csv, "--new-table", "hall_bookings").out());
    }
}
