package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.report.Streams;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** Every command on {@code /dev/full}, to which the system lets nobody write: one line and exit code 74. */
@Tag("once")
class FullDeviceIT {
    private static final String FULL = "/dev/full";
    private static final Path HARBOUR = Workplace.REPOSITORY.resolve("samples/harbour.mdb");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]*)  ");

    /** Needs a Redis; it prints as all others do. */
    private static final Set<String> NOT_TRIED = Set.of("redis verify");

    @TempDir
    private Path folder;

    private TestDatabase database;
    private final Set<String> tried = new TreeSet<>();

    @BeforeEach
    void make() {
        database = TestDatabase.empty();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyCommandSaysThatItsResultCannotBeWritten() throws Exception {
        catalogs();
        worlds();
        full("completion", "bash");
        full("generate", "--objects", "5", "-o", "-");
        full("--help");
        full("--version");
        full("import", "--help");
        try (Workplace workplace = Workplace.in(folder)) {
            full("server", "start");
            full("server", "status", "--json");
            full("server", "stop");
            assertThat(workplace.server().state().running()).isFalse();
        }
        assertThat(tried).containsAll(allCommands());
    }

    @Test
    @Tag("every-combination")
    void everyCommandSaysThatItsDocumentCannotBeWritten() throws Exception {
        catalogs("--json");
        worlds("--json");
        assertThat(tried).contains("catalogs", "inspect");
    }

    private void catalogs(String... format) {
        for (String line : List.of(
                "catalogs",
                "validate promptpal",
                "lint promptpal",
                "lint promptpal --format sarif",
                "lint rules",
                "lint explain drop-table",
                "status promptpal",
                "history promptpal",
                "locks",
                "migrate promptpal --dry-run",
                "migrate promptpal --count 10",
                "tag promptpal here",
                "migrate promptpal",
                "repair promptpal --dry-run",
                "docs promptpal",
                "types promptpal --lang typescript",
                "rollback promptpal --count 1 --dry-run",
                "drift promptpal --on " + database.url(),
                "verify promptpal --on " + database.url())) {
            full(List.of(line.split(" ")), format);
        }
        sql("DELETE FROM promptpal.databasechangelog");
        full(List.of("baseline", "promptpal", "--on", database.url()), format);
        full(List.of("rollback", "promptpal", "--all", "--yes"), format);
    }

    private void worlds(String... format) throws Exception {
        String dump = HARBOUR.toString();
        full(List.of("inspect", dump), format);
        assertThat(run(new ByteArrayOutputStream(), "migrate").exitCode()).isZero();
        cutOff();
        full(List.of("resume", "1", dump), format);
        full(List.of("imports"), format);
        full(List.of("verify-import"), format);
        full(List.of("export", "-o", folder.resolve("out.mdb").toString()), format);
        full(List.of("undo", "1", "--yes"), format);
        full(List.of("import", dump), format);
        full(List.of("import", dump, "--update"), format);
        full(List.of("world", "create", "world" + format.length), format);
        full(List.of("world", "list"), format);
        sql("DROP SCHEMA vibemuse CASCADE");
    }

    /** What is named with an option fails in the same way; the result goes where it should. */
    @Test
    void aNamedFileThatCannotBeWritten() {
        String dump = HARBOUR.toString();
        named("generate", "--objects", "500", "-o", FULL);
        named("generate", "--objects", "500", "-o", FULL, "--json");
        named("import", dump, "--report", FULL);
        named("import", dump, "--report", FULL, "--dry-run");
        named("export", "-o", FULL);
        named("export", "-o", FULL, "--dump", dump);
        named("export", "-o", FULL, "--format", "json");
        named("types", "--lang", "typescript", "--out", FULL);
        named("docs", "--out", FULL);
        assertThat(Path.of(FULL))
                .as("the device stays one")
                .satisfies(device -> assertThat(Files.isRegularFile(device)).isFalse());
    }

    @Test
    void aFolderThatIsMissingIsNotTheInputsFault() {
        String missing = folder.resolve("no/such.mdb").toString();
        assertThat(run(new ByteArrayOutputStream(), "import", HARBOUR.toString())
                        .exitCode())
                .isZero();
        for (String[] command :
                new String[][] {{"export", "-o", missing}, {"generate", "--objects", "5", "-o", missing}}) {
            Ran ran = run(new ByteArrayOutputStream(), command);
            assertThat(ran.exitCode()).as(command[0]).isEqualTo(74);
            assertThat(ran.err())
                    .isEqualTo("schemuse: Cannot write " + missing + ": there is no folder " + folder.resolve("no")
                            + ". Name a place that has room and may be written to.\n");
        }
    }

    private void named(String... arguments) {
        if (!List.of(arguments).contains("generate")) {
            Ran ran = run(new ByteArrayOutputStream(), "import", HARBOUR.toString());
            assertThat(ran.exitCode()).as(ran.err()).isZero();
        }
        Ran ran = run(new ByteArrayOutputStream(), arguments);
        assertThat(ran.exitCode()).as(String.join(" ", arguments) + ran.err()).isEqualTo(74);
        assertThat(ran.err()).contains(FULL).doesNotContain("\tat ");
    }

    private void full(List<String> command, String... format) {
        List<String> words = new ArrayList<>(command);
        if (!words.contains("sarif")) {
            words.addAll(List.of(format));
        }
        full(words.toArray(String[]::new));
    }

    private void full(String... arguments) {
        String two = arguments.length > 1 ? arguments[0] + " " + arguments[1] : arguments[0];
        tried.add(arguments[0]);
        tried.add(two);
        try (OutputStream full = new FileOutputStream(FULL)) {
            Ran ran = run(full, arguments);
            assertThat(ran.exitCode())
                    .as(String.join(" ", arguments) + ": " + ran.err())
                    .isEqualTo(74);
            assertThat(ran.err())
                    .as(String.join(" ", arguments))
                    .containsOnlyOnce("Cannot write the result to standard output: No space left on device")
                    .doesNotContain("\tat ");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ran run(OutputStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(out, new PrintStream(err, true, StandardCharsets.UTF_8));
        Map<String, String> environment = arguments[0].equals("server") ? Map.of() : Connecting.to(database);
        int code = Schemuse.run(new GlobalOptions(environment, folder, streams), arguments);
        return new Ran(code, "", err.toString(StandardCharsets.UTF_8));
    }

    private Set<String> allCommands() {
        Set<String> all = new TreeSet<>();
        for (String command : commandsOf("--help")) {
            List<String> below = commandsOf(command, "--help");
            below.forEach(each -> all.add(command + " " + each));
            if (below.isEmpty() || command.equals("lint")) {
                all.add(command);
            }
        }
        all.removeAll(NOT_TRIED);
        return all;
    }

    private List<String> commandsOf(String... words) {
        String help = Ran.here(folder, Map.of(), words).out();
        int from = help.indexOf("\nCommands:");
        return from < 0
                ? List.of()
                : COMMAND.matcher(help.substring(from, help.indexOf("\nExit codes:")))
                        .results()
                        .map(command -> command.group(1))
                        .toList();
    }

    private void cutOff() throws Exception {
        ImportListener dying = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.INDEXING) {
                    throw new Killed();
                }
            }
        };
        try (DumpSource source = DumpSource.of(HARBOUR.toString(), System.in)) {
            ImportService service = new ImportService(ImportRequest.usual("0.1.0"), dying);
            assertThatThrownBy(() -> service.run(source, database::dataSource, "vibemuse"))
                    .isInstanceOf(Killed.class);
        }
    }

    /** What the death of a process looks like from inside: nothing catches it, nothing is cleaned up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void sql(String statement) {
        Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute(statement));
    }
}
