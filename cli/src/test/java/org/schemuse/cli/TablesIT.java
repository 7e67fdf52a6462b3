package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.table.fault.RowFault;

/** Rows of a file into a table, from the command line: what is found without being asked, what is reported, and the ways back. */
class TablesIT extends CommandsOnEmptyDatabase {
    private static final String BOOKINGS = """
            sep=;
            Id;Branch;Label;State;Seats;Price;Starts
            2;north;Choir;open;30;4.50;2025-02-01
            3;south;Chess club;Open;12;0.00;2025-02-28
            4;south;Puppet theatre;open;50;6,00;2025-03-01
            5;west;Caf\u00e9 concert;paid;25;3.00;2025-03-08
            """;

    /** All that a command could leave: relations, columns, schemas, and each row with the transaction that wrote it. */
    private static final String STATE = """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
                SELECT format('%s %s %s %s %s', n.nspname, c.relname, c.relfilenode, c.xmin, a.attname)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE n.nspname !~ '^pg_'
                UNION ALL SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'
                UNION ALL SELECT format('%s %s', b, b.xmin) FROM shop.booking b
                UNION ALL SELECT format('%s %s', b, b.xmin) FROM shop.branch b) AS everything (line)
            """;

    @BeforeEach
    void createTables() throws IOException {
        execute(Files.readString(SAMPLES.resolve("defects.sql")));
        Files.writeString(folder.resolve("bookings.csv"), BOOKINGS);
    }

    private Ran bookings(String... options) {
        return run(
                List.of(
                        "import",
                        "--table",
                        "booking",
                        folder.resolve("bookings.csv").toString()),
                options);
    }

    private String ids() {
        return ask("SELECT string_agg(id::text, ' ' ORDER BY id) FROM shop.booking");
    }

    @Test
    void aTableIsExportedAndImportedAgain() throws IOException {
        bookings();
        String before = ask("SELECT string_agg(b::text, ';' ORDER BY id) FROM shop.booking b");
        for (String format : List.of("csv", "jsonl")) {
            String again = folder.resolve("again." + format).toString();
            Ran exported = run("export", "--table", "booking", "--format", format, "-o", again);
            assertThat(exported.exitCode()).isZero();
            assertThat(exported.out()).contains("rows of table shop.booking");
            execute("DELETE FROM shop.booking");
            assertThat(run("import", "--table", "booking", again).exitCode()).isZero();
            assertThat(ask("SELECT string_agg(b::text, ';' ORDER BY id) FROM shop.booking b"))
                    .isEqualTo(before);
        }
        assertThat(run("export", "--table", "booking", "--format", "json", "-o", "x")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run("export", "--format", "csv", "-o", "x").exitCode()).isEqualTo(2);
        assertThat(bookings("--update", "--remove-vanished").exitCode()).isEqualTo(2);
    }

    @Test
    void theSchemaIsTheOneThatHasTheTable() {
        Ran imported = bookings();

        assertThat(imported.exitCode()).isEqualTo(1);
        assertThat(imported.out()).contains("into table shop.booking of ", ": 4 rows read, 220 bytes");
        assertThat(imported.err()).isEqualTo("Installed the ledger of imports in schema shop_imports.\n");
        assertThat(ids()).isEqualTo("1 2");
    }

    @Test
    void aTableOfTwoSchemasMustBeNamedWithItsSchema() {
        execute("CREATE SCHEMA other; CREATE TABLE other.booking (LIKE shop.booking)");

        Ran refused = bookings();

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("schemuse: Table \"booking\" is in the schemas other, shop; say which with --schema.\n");
        assertThat(bookings("--schema", "shop").exitCode()).isEqualTo(1);
        assertThat(ask("SELECT count(*)::text FROM other.booking")).isEqualTo("0");
    }

    /** The file holds the key of a row that is there, so that it would be updated too. */
    @ParameterizedTest
    @ValueSource(strings = {"error", "skip", "update"})
    void aDryRunJudgesAsAnImportAndChangesNothing(String onConflict) throws IOException {
        Files.writeString(folder.resolve("bookings.csv"), BOOKINGS + "1;north;Another;open;1;0;\n");
        String before = ask(STATE);

        Ran dry = bookings("--dry-run", "--on-conflict", onConflict, "--json");

        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(ask(STATE)).isEqualTo(before);
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().contains("rejects"));
        JsonNode real = json(bookings("--on-conflict", onConflict, "--json"));
        for (String count : List.of(
                "readCount", "insertedCount", "updatedCount", "unchangedCount", "skippedCount", "rejectedCount")) {
            assertThat(json(dry).get(count)).as(count).isEqualTo(real.get(count));
        }
        assertThat(json(dry).get("firstRejects")).isEqualTo(real.get("firstRejects"));
        assertThat(json(dry).get("rejectsFile").isNull()).isTrue();
        assertThat(ask(STATE)).as("the judge sees what an import leaves").isNotEqualTo(before);
    }

    @Test
    void correctedRejectsAreImportedTheSecondTime() throws IOException {
        assertThat(bookings().exitCode()).isEqualTo(1);
        Path rejects = folder.resolve("bookings.rejects.csv");
        assertThat(Files.readString(rejects)).startsWith("sep=;\r\nId;Branch;").contains(";schemuse_reason\r\n");
        Files.writeString(
                rejects,
                Files.readString(rejects)
                        .replace(";Open;", ";open;")
                        .replace(";6,00;", ";6.00;")
                        .replace(";west;", ";south;"));

        Ran second = run("import", "--table", "booking", rejects.toString());

        assertThat(second.exitCode()).as(second.out()).isZero();
        assertThat(ids()).isEqualTo("1 2 3 4 5");
        assertThat(ask("SELECT label || ' ' || price FROM shop.booking WHERE id = 5"))
                .isEqualTo("Caf\u00e9 concert 3.00");
        assertThat(folder.resolve("bookings.rejects.rejects.csv")).doesNotExist();
    }

    @Test
    void importsAreListedAndUndoneOneByOne() {
        String before = ask("SELECT string_agg(b::text, ' ') FROM shop.booking b");
        bookings();
        execute("INSERT INTO shop.booking VALUES (99, 'north', 'Ours', 'open')");

        assertThat(run("imports", "--schema", "shop").out())
                .containsPattern("\n +1  \\S+  \\S+  finished  bookings.csv ");
        Ran undone = run("undo", "1", "--schema", "shop", "--yes");

        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(ids()).isEqualTo("1 99");
        assertThat(ask("SELECT string_agg(b::text, ' ') FROM shop.booking b WHERE id <> 99"))
                .isEqualTo(before);
        assertThat(run("undo", "1", "--schema", "shop", "--yes").exitCode()).isEqualTo(2);
    }

    @Test
    void anUpdateIsUndoneToo() throws IOException {
        String before = ask("SELECT string_agg(b::text, ' ' ORDER BY id) FROM shop.booking b");
        Files.writeString(folder.resolve("bookings.csv"), "id,branch,label,state\n1,south,Moved,open\n");

        Ran updated = bookings("--on-conflict", "update");

        assertThat(updated.exitCode()).as(updated.out()).isZero();
        assertThat(ask("SELECT branch || ' ' || label || ' ' || seats FROM shop.booking"))
                .isEqualTo("south Moved 80");
        assertThat(run("undo", "1", "--schema", "shop", "--yes").exitCode()).isZero();
        assertThat(ask("SELECT string_agg(b::text, ' ' ORDER BY id) FROM shop.booking b"))
                .isEqualTo(before);
    }

    @Test
    void jsonIsOneDocumentAndSoIsTheReport() throws IOException {
        Path report = folder.resolve("report.json");

        Ran imported = bookings("--json", "--report", report.toString());

        assertThat(imported.err()).isEmpty();
        assertThat(JsonSchemas.findings("import-table", imported.out())).isEmpty();
        assertThat(new ObjectMapper().readTree(report.toFile())).isEqualTo(json(imported));
        assertThat(json(imported).at("/firstRejects/0").toString())
                .isEqualTo(
                        "{\"rowNumber\":2,\"line\":4,\"code\":\"BAD_VALUE\",\"columnName\":\"state\",\"value\":\"'Open'\","
                                + "\"expected\":\"one of open, paid, cancelled; did you mean \\\"open\\\"?\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | --table branch branches.csv                          |
                    1 | --table booking bookings.csv                         |
                    2 | --table bookings bookings.csv                        | did you mean --schema shop --table booking?
                    2 | --table shop.booking bookings.csv                    | did you mean --schema shop --table booking?
                    2 | --table nothing bookings.csv                         | No schema of
                    3 | bookings.csv                                         | rows of a table are imported with --table
                    2 | --table booking bookings.csv --on-conflict replace   | expected one of [error, skip, update]
                    2 | --table booking bookings.csv --max-rejects few       | expected a number of rows or a percentage
                    2 | bookings.csv --on-conflict skip                      | --table
                    3 | --table booking missing.csv                          | missing.csv
                    3 | --table booking branches.csv                         | field "code" is no column of table booking
                    3 | --table booking bookings.csv --strict                | nothing was imported
                    3 | --table booking bookings.csv --max-rejects 50%       | nothing was imported
                    4 | --table bookin bookings.csv --schema shop            | did you mean booking?
                    4 | --table booking bookings.csv --on-conflict skip --conflict-key nope | booking_pkey
                    """)
    void everyExitCodeHasItsCause(int exitCode, String words, String message) throws IOException {
        Files.writeString(folder.resolve("branches.csv"), "code\neast\n");

        Ran ran = run(
                List.of("import", "--quiet"),
                words.replaceAll("(\\w+\\.csv)", folder + "/$1").split(" ", -1));

        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(exitCode);
        if (message == null) {
            assertThat(ran.err()).isEmpty();
        } else {
            assertThat(ran.err()).startsWith("schemuse: ").contains(message).hasLineCount(1);
            assertThat(ids()).isEqualTo("1");
        }
    }

    /** What is rejected is shown whatever its column is called, but only its beginning; the file is for its owner. */
    @Test
    void longValuesAreShortenedAndTheRejectsFileIsPrivate() throws IOException {
        String secret = "s3cret".repeat(100);
        execute("CREATE TABLE shop.login (name text PRIMARY KEY, password varchar(10))");
        Path logins = folder.resolve("logins.jsonl");
        Files.writeString(logins, "{\"name\": \"a\", \"password\": \"" + secret + "\"}\n");

        Ran imported = run("import", "--table", "login", logins.toString());

        assertThat(imported.exitCode()).isEqualTo(1);
        assertThat(imported.out()).contains("at most 10 characters").doesNotContain(secret);
        Path rejects = folder.resolve("logins.rejects.jsonl");
        assertThat(Files.readString(rejects)).contains("\"password\":\"" + secret + "\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejects)))
                .isEqualTo("rw-------");
    }

    @Test
    void valuesOfOptionsAreListedInLowerCaseAndTakenInAnyCase() {
        assertThat(run("import", "--help").out())
                .contains("error (it is rejected), skip", "Default: error.", "csv, text (as mysqldump");
        for (String value : List.of("update", "Update", "UPDATE")) {
            assertThat(bookings("--on-conflict", value, "--dry-run").exitCode()).isEqualTo(1);
        }
        assertThat(bookings("--defer", "sometimes").err()).contains("expected one of [auto, never, always]");
        assertThat(bookings("--format", "xlsx").err()).contains("expected one of [csv, text, json, jsonl, yaml]");
    }

    @Test
    void thePageShowsWhatIsPrinted() throws IOException {
        String page = Files.readString(Workplace.REPOSITORY.resolve("docs/tables.md"));
        assertThat(page).contains("```\n" + BOOKINGS + "```");

        List<String> dry =
                bookings("--dry-run").out().replace(folder + "/", "").lines().toList();
        bookings();

        assertThat(dry.subList(1, dry.size() - 1))
                .filteredOn(line -> !line.startsWith("Note: field"))
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(page).contains("\n" + line + "\n"));
        assertThat(page)
                .contains(Files.readAllLines(folder.resolve("bookings.rejects.csv"))
                        .subList(0, 3));
    }

    /** The defects of the sample are those of its golden report; the rejects file has each row. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void theDefectsOfTheSampleAreFound(String format) throws IOException {
        Path defects = Files.copy(SAMPLES.resolve("defects." + format), folder.resolve("defects." + format));

        Ran imported = run("import", "--table", "booking", defects.toString());

        assertThat(imported.exitCode()).isEqualTo(1);
        String report = imported.out()
                .replace(folder + "/", "")
                .replaceAll(" of \\S+@\\S+:", ":")
                .replaceAll("(?m)^Seconds: .*\n", "");
        String rejects = Files.readString(folder.resolve("defects.rejects." + format), StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\0', '?');
        String shown = report + "\n" + rejects;
        assertThat(shown).isEqualTo(Golden.text("table-defects-" + format + ".txt", shown));
    }

    /** A policy refuses rows only of a role that it applies to, and the owner of the sample's table is none. */
    @Test
    void theSamplesHaveEveryDefectThatAFileCanHave() throws IOException {
        StringBuilder found = new StringBuilder();
        for (String format : List.of("csv", "jsonl")) {
            found.append(run(
                            "import",
                            "--table",
                            "booking",
                            SAMPLES.resolve("defects." + format).toString(),
                            "--rejects",
                            folder.resolve("rejects").toString())
                    .out());
        }
        assertThat(EnumSet.complementOf(EnumSet.of(RowFault.REFUSED_BY_POLICY)))
                .allSatisfy(fault -> assertThat(found).contains(" [" + fault + "]"));
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }
}
