package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** What commands print with {@code --json} is what {@code docs/schemas} promises. */
@Tag("once")
class JsonSchemasIT {
    private static final Path SAMPLES = Workplace.REPOSITORY.resolve("samples");

    /** Their result is a text for people or a script. */
    private static final Set<String> WITHOUT_DOCUMENT = Set.of("completion", "help");

    /** Further documents of commands: of several schemas, of another format, and of what failed. */
    private static final Set<String> FURTHER = Set.of(
            "migrate-many",
            "import-update",
            "import-table",
            "import-folder",
            "export-table",
            "export-documents",
            "preview",
            "failure");

    /** Where the command is not called like its schema. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("import-update", "import"),
            Map.entry("import-table", "import"),
            Map.entry("import-folder", "import"),
            Map.entry("export-table", "export"),
            Map.entry("export-documents", "export"),
            Map.entry("lint-rules", "lint rules"),
            Map.entry("lint-explain", "lint explain"),
            Map.entry("world-create", "world create"),
            Map.entry("world-list", "world list"),
            Map.entry("server-start", "server start"),
            Map.entry("server-status", "server status"),
            Map.entry("server-stop", "server stop"));

    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]*)  ");

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void make() {
        database = TestDatabase.empty();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyCommandHasASchemaAndEverySchemaACommand() throws IOException {
        Set<String> expected = new TreeSet<>(FURTHER);
        for (String command : commandsOf("--help")) {
            List<String> below = commandsOf(command, "--help");
            below.forEach(each -> expected.add(command + "-" + each));
            if (below.isEmpty() || command.equals("lint")) {
                expected.add(command);
            }
        }
        expected.removeAll(WITHOUT_DOCUMENT);
        try (Stream<Path> files = Files.list(JsonSchemas.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json"))
                            .map(file -> file.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<String> commandsOf(String... words) {
        String help = Ran.here(folder, Map.of(), words).out();
        // Those of the program stand in groups, those below a command under one title.
        int from = Math.max(help.indexOf("\nCommands:\n"), help.contains(" COMMAND\n") ? help.indexOf("\n\n") : -1);
        return from < 0
                ? List.of()
                : COMMAND.matcher(help.substring(from, help.indexOf("\nExit codes:")))
                        .results()
                        .map(command -> command.group(1))
                        .toList();
    }

    @Test
    void whatACatalogGoesThroughFollowsItsSchemas() throws IOException {
        check("catalogs", 0);
        check("validate", 0, "promptpal");
        check("lint", 0);
        check("lint-rules", 0);
        check("lint-explain", 0, "drop-table");
        check("status", 0, "promptpal");
        check("migrate", 0, "promptpal", "--dry-run");
        check("migrate", 0, "promptpal", "--count", "10");
        check("tag", 0, "promptpal", "here");
        check("migrate", 0, "promptpal");
        check("status", 0, "promptpal");
        check("validate", 0, "promptpal");
        check("repair", 0, "promptpal", "--dry-run");
        check("history", 0, "promptpal");
        check("locks", 0);
        check("docs", 0, "promptpal");
        check("docs", 5, "promptpal", "--out", "nowhere", "--check");
        check("types", 0, "promptpal", "--lang", "typescript");
        check("rollback", 0, "promptpal", "--count", "1", "--dry-run");
        execute("DELETE FROM promptpal.databasechangelog");
        execute("ALTER TABLE promptpal.prompts ADD COLUMN stray text");
        check("baseline", 5, "promptpal", "--on", database.url());
        execute("ALTER TABLE promptpal.prompts DROP COLUMN stray");
        check("baseline", 0, "promptpal", "--on", database.url());
        execute(
                "UPDATE promptpal.databasechangelog SET md5sum = '9:0123456789abcdef0123456789abcdef' WHERE orderexecuted = 1");
        check("repair", 0, "promptpal", "--dry-run");
        check("repair", 0, "promptpal", "--yes");
        execute("COMMENT ON TABLE promptpal.prompts IS NULL");
        check("drift", 5, "promptpal", "--on", database.url());
        check("rollback", 0, "promptpal", "--all", "--yes");
        check("verify", 0, "promptpal", "--on", database.url());
    }

    @Test
    void whatAWorldGoesThroughFollowsItsSchemas() throws IOException {
        check("inspect", 1, SAMPLES.resolve("harbour-broken.mdb").toString());
        check(
                "generate",
                0,
                "--objects",
                "100",
                "-o",
                folder.resolve("made.mdb").toString());
        check("import", 0, SAMPLES.resolve("harbour.mdb").toString());
        check("import", 0, SAMPLES.resolve("harbour.mdb").toString());
        check("import-update", 0, SAMPLES.resolve("harbour.mdb").toString(), "--update");
        Path newer = folder.resolve("newer.mdb");
        String dump = Files.readString(SAMPLES.resolve("harbour.mdb"), StandardCharsets.ISO_8859_1);
        Files.writeString(newer, dump.replaceAll("(?s)&2\n.*?(?=&3\n)", ""), StandardCharsets.ISO_8859_1);
        check("import-update", 1, newer.toString(), "--update");
        execute("UPDATE vibemuse.objects SET name = 'x' WHERE name = 'The Kittiwake'");
        check("imports", 0);
        check("verify-import", 0);
        String out = folder.resolve("out.mdb").toString();
        check("export", 1, "-o", out, "--dump", newer.toString());
        check("export-documents", 0, "-o", out, "--format", "json");
        assertThat(run("undo", "1").exitCode()).as("without --yes").isEqualTo(2);
        check("undo", 0, "1", "--yes", "--discard-later-changes");
        check("world-create", 0, "world_one");
        check("world-list", 0);
    }

    @Test
    void whatAnImportThatWasCutOffGoesThroughFollowsItsSchemas() throws IOException {
        check("migrate", 0);
        Path dump = SAMPLES.resolve("harbour.mdb");
        ImportListener dying = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.INDEXING) {
                    throw new Killed();
                }
            }
        };
        try (DumpSource source = DumpSource.of(dump.toString(), System.in)) {
            ImportService service = new ImportService(ImportRequest.usual("0.1.0"), dying);
            assertThatThrownBy(() -> service.run(source, database::dataSource, "vibemuse"))
                    .isInstanceOf(Killed.class);
        }
        check("status", 0);
        check("imports", 0);
        check("resume", 0, "1", dump.toString());
    }

    @Test
    void whatRowsOfATableGoThroughFollowsItsSchemas() throws IOException {
        check("migrate", 0, "virtubar");
        String rooms = SAMPLES.resolve("tables/virtubar/rooms.csv").toString();
        check("import-table", 0, "--table", "rooms", rooms);
        String rejects = folder.resolve("rejects.csv").toString();
        check("import-table", 1, "--table", "rooms", rooms, "--rejects", rejects);
        check("import-table", 1, "--table", "rooms", rooms, "--dry-run");
        check("import-table", 0, "--table", "rooms", rooms, "--update");
        check("import-table", 0, "--table", "rooms", rooms, "--on-conflict", "update");
        String again = folder.resolve("again.csv").toString();
        check("export-table", 0, "--table", "rooms", "--schema", "virtubar", "-o", again);
        check("map", 0, rooms, "--table", "rooms", "--schema", "virtubar");
        check(
                "map",
                0,
                rooms,
                "--new-table",
                "rooms",
                "-o",
                folder.resolve("rooms.sql").toString());
        check("imports", 0, "--schema", "virtubar");
        check("undo", 0, "3", "--schema", "virtubar", "--yes");
        check("migrate", 0, "triberspace");
        check("import-folder", 0, "--dir", SAMPLES.resolve("tables/triberspace").toString());
    }

    /** What the death of a process looks like from inside: nothing catches it, nothing is cleaned up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whatTheEmbeddedServerSaysFollowsItsSchemas() throws IOException {
        try (Workplace workplace = Workplace.in(folder)) {
            check("server-start", 0);
            check("server-status", 0);
            check("server-stop", 0);
            assertThat(workplace.server().state().running()).isFalse();
            check("server-status", 0);
        }
    }

    @Test
    void previewsFollowTheirSchemaAndChangeNothing() throws IOException {
        for (String[] arguments : new String[][] {
            {"migrate", "promptpal", "--dry-run=execute"},
            {"rollback", "promptpal", "--all", "--dry-run=execute"}
        }) {
            Ran ran = run(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(JsonSchemas.findings("preview", ran.out())).isEmpty();
            assertThat(run("history", "promptpal").out()).as(arguments[0]).isEqualTo("[ ]\n");
        }
        assertThat(run("migrate", "promptpal", "--on", "embedded").exitCode()).isEqualTo(2);
        assertThat(run("migrate", "--schema", "a*", "--dry-run=execute").exitCode())
                .isEqualTo(2);
    }

    @Test
    void failuresFollowTheirSchema() throws IOException {
        assertThat(JsonSchemas.findings(
                        "failure", run("status", "no-such-catalog").out()))
                .isEmpty();
        assertThat(JsonSchemas.findings(
                        "failure",
                        run("types", "vibecoder", "--lang", "typescript").out()))
                .isEmpty();
    }

    @Test
    void aDocumentThatLacksAKeyOrHasAnUnknownOneIsFound() throws IOException {
        assertThat(JsonSchemas.findings("locks", "{\"locks\": [], \"ledgers\": [], \"freed\": [], \"ended\": []}"))
                .hasSize(2)
                .anyMatch(finding -> finding.contains("released"))
                .anyMatch(finding -> finding.contains("ended"));
    }

    private void check(String schema, int exitCode, String... arguments) throws IOException {
        Ran ran = run(COMMANDS.getOrDefault(schema, schema), arguments);
        assertThat(ran.exitCode()).as(schema + ": " + ran.err()).isEqualTo(exitCode);
        assertThat(JsonSchemas.findings(schema, ran.out())).as(schema).isEmpty();
    }

    private Ran run(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(arguments));
        words.add("--json");
        return Ran.here(folder, Connecting.to(database), words.toArray(String[]::new));
    }

    private void execute(String sql) {
        Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute(sql));
    }
}
