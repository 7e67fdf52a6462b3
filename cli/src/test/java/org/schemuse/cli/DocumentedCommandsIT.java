package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.cli.DocumentedCommands.Documented;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.report.Streams;
import org.schemuse.importer.ImportListener;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestRedis;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Every command that README, docs, the samples' pages and the help show is run, in a folder and against databases that
 * hold what those pages assume, and ends as the page says. What cannot be run here is listed with the reason.
 */
@Tag("once")
class DocumentedCommandsIT {
    /** By the beginning of the line. Where it is a command of ours, it is at least understood. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "./mvnw ", "Maven: CI runs the builds; the classes they name are looked for",
            "schemuse verify vibecoder", "applies every changeset three times: ReversibilityIT",
            "schemuse verify --all", "minutes: ReversibilityIT goes through every catalog",
            "schemuse verify db/changelog.xml", "starts a server of its own: ForeignChangelogCommandsIT",
            "schemuse world create world_two --distribute", "needs Citus: WorldsIT says what happens without");

    private static final Map<String, String> PLACEHOLDERS = Map.ofEntries(
            Map.entry("COMMAND", "migrate"),
            Map.entry("NAME", "vibecoder"),
            Map.entry("CATALOG", "vibecoder"),
            Map.entry("DUMP", "harbour.mdb"),
            Map.entry("FILE", "file"),
            Map.entry("DIR", "folder"),
            Map.entry("RUN", "1"),
            Map.entry("ID", "1"),
            Map.entry("RULE", "drop-table"),
            Map.entry("URL", "redis://localhost"),
            Map.entry("TAG", "1"),
            Map.entry("N", "5"),
            Map.entry("S", "7"));

    private static final Set<String> WRITING =
            Set.of("-o", "--output", "--out", "--report", "--config", "--changelog-root");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static final String TABLE = "CREATE TABLE item (id bigint PRIMARY KEY)";

    @TempDir
    private static Path folder;

    private static TestRedis redis;

    @BeforeAll
    static void prepare() throws Exception {
        redis = TestRedis.start();
        Path samples = Files.createDirectory(folder.resolve("samples"));
        for (String dump : List.of("harbour.mdb", "harbour-broken.mdb")) {
            Files.copy(Workplace.REPOSITORY.resolve("samples").resolve(dump), samples.resolve(dump));
        }
        byte[] harbour = Files.readAllBytes(samples.resolve("harbour.mdb"));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("mdb.gz")))) {
            out.write(harbour);
        }
        String newer = new String(harbour, StandardCharsets.ISO_8859_1).replace("The Kittiwake", "The Cormorant");
        Files.writeString(folder.resolve("mdb.new"), newer, StandardCharsets.ISO_8859_1);
        changelogs();
        Path program = Files.createDirectory(folder.resolve("bin")).resolve("schemuse");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' org.schemuse.cli.Schemuse \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void changelogs() throws IOException {
        String sql = "--liquibase formatted sql\n\n--changeset app:1\n--comment: Items.\n" + TABLE
                + ";\nCOMMENT ON TABLE item IS 'Items.';\nCOMMENT ON COLUMN item.id IS 'Id.';\n--rollback DROP TABLE item;\n";
        Path migrations = Files.createDirectories(folder.resolve("db/migrations"));
        Files.writeString(migrations.resolve("001.sql"), sql);
        Files.writeString(folder.resolve("001.sql"), TABLE + ";\n");
        Files.writeString(folder.resolve("002.sql"), "COMMENT ON TABLE item IS 'Items.';\n");
        Files.writeString(
                folder.resolve("db/changelog.yaml"),
                "databaseChangeLog:\n  - include:\n      file: migrations/001.sql\n      relativeToChangelogFile: true\n");
        String xml = "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\""
                + "http://www.liquibase.org/xml/ns/dbchangelog"
                + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">"
                + "<include file=\"%s\" relativeToChangelogFile=\"true\"/></databaseChangeLog>\n";
        Files.writeString(folder.resolve("db/changelog.xml"), xml.formatted("migrations/001.sql"));
        Path resources = Files.createDirectories(folder.resolve("src/main/resources/db/changelog"));
        Files.writeString(resources.resolve("master.xml"), xml.formatted("001.sql"));
        Files.writeString(resources.resolve("001.sql"), sql);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    static Stream<Documented> run() {
        return DocumentedCommands.examples().stream().filter(command -> reason(command) == null);
    }

    private static String reason(Documented command) {
        return NOT_RUN.entrySet().stream()
                .filter(entry -> ours(command.line()).startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String ours(String line) {
        return line.startsWith("./schemuse") ? line.substring(2) : line;
    }

    @ParameterizedTest
    @MethodSource
    void run(Documented command) throws Exception {
        String line = ours(command.line());
        try (TestDatabase database = database(line)) {
            if (line.contains("redis verify")) {
                Ran.here(folder, Connecting.to(database), "migrate", "virtubar", "--redis", redis.url());
            }
            Ran ran = line.matches(".*[|<>&$*].*") || !line.startsWith("schemuse")
                    ? inAShell(line, database)
                    : Ran.here(folder, Connecting.to(database), arguments(filled(line, database)));
            assertThat(ran.exitCode())
                    .as("%s%n%s%n%s", command, ran.out(), ran.err())
                    .isEqualTo(command.exitCode());
        }
    }

    /** Nothing is left out without need: what is listed still occurs, and what is ours is at least understood. */
    @Test
    void whatIsNotRunStillOccursAndIsUnderstood() {
        List<Documented> left = DocumentedCommands.examples().stream()
                .filter(command -> reason(command) != null)
                .toList();
        assertThat(NOT_RUN.keySet())
                .allSatisfy(beginning -> assertThat(left)
                        .as(beginning)
                        .anyMatch(command -> ours(command.line()).startsWith(beginning)));
        for (Documented command : left) {
            if (ours(command.line()).startsWith("schemuse ")) {
                assertThatCode(() -> parse(ours(command.line())))
                        .as("%s", command)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void mavenIsAskedForModulesAndClassesThatExist() {
        List<String> lines = DocumentedCommands.examples().stream()
                .map(Documented::line)
                .filter(line -> line.startsWith("./mvnw "))
                .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        for (String line : lines) {
            Matcher module = Pattern.compile("-pl (\\S+)").matcher(line);
            Set<String> classes = module.find() ? testsOf(module.group(1)) : Set.of();
            Pattern.compile("\\b[A-Z]\\w+(IT|Test)\\b")
                    .matcher(line)
                    .results()
                    .forEach(test -> assertThat(classes).as(line).contains(test.group()));
        }
    }

    private static Set<String> testsOf(String module) {
        Path sources = Workplace.REPOSITORY.resolve(module).resolve("src/test/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command in running text has all that it needs, or it is a command's name alone. */
    @Test
    void commandsInRunningTextAreUnderstood() {
        assertThat(DocumentedCommands.mentions()).hasSizeGreaterThan(25).allSatisfy(command -> {
            String line = PLACEHOLDERS.entrySet().stream()
                    .reduce(
                            command.line().replaceAll("[\\[\\]]|&&.*", ""),
                            (text, entry) -> text.replaceAll("\\b" + entry.getKey() + "\\b", entry.getValue()),
                            (one, another) -> another);
            if (!line.matches("schemuse [a-z][a-z-]*( [a-z]+)?")) {
                assertThatCode(() -> parse(line)).as("%s", command).doesNotThrowAnyException();
            } else {
                assertThat(Commands.names()).as("%s", command).contains(line.split(" ", -1)[1]);
            }
        });
    }

    @Test
    void optionsInRunningTextExist() {
        assertThat(DocumentedCommands.fragments())
                .hasSizeGreaterThan(20)
                .allSatisfy(command ->
                        assertThat(wrong(command.line())).as("%s", command).isEmpty());
    }

    /** The tests are ones that find something. */
    @Test
    void aWrongCommandIsFound() {
        assertThatThrownBy(() -> parse("schemuse types vibecoder")).isInstanceOf(MissingParameterException.class);
        assertThatThrownBy(() -> parse("schemuse import x --on-conflict skip")).isInstanceOf(ParameterException.class);
        assertThat(wrong("schemuse rollback --to-tag")).isEmpty();
        assertThat(wrong("schemuse rollback --too-tag")).hasSize(1);
        assertThat(wrong("schemuse world create --distributed")).hasSize(1);
        assertThat(wrong("schemuse export --format json-lines")).hasSize(1);
    }

    /** What is wrong with a command besides what it leaves out. */
    private static List<String> wrong(String fragment) {
        String[] words = arguments(fragment.replaceAll("[\\[\\]]|=?\\.\\.\\.", ""));
        CommandLine command = commandLine(words);
        collectErrors(command);
        List<String> wrong = new ArrayList<>();
        for (ParseResult parsed = command.parseArgs(words); parsed != null; parsed = parsed.subcommand()) {
            parsed.errors().stream()
                    .filter(error -> !(error instanceof MissingParameterException))
                    .forEach(error -> wrong.add(error.getMessage()));
        }
        return wrong;
    }

    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(DocumentedCommandsIT::collectErrors);
    }

    private static void parse(String line) {
        String[] words = arguments(line);
        commandLine(words).parseArgs(words);
    }

    private static CommandLine commandLine(String... words) {
        return Schemuse.commandLine(new GlobalOptions(Map.of(), folder, Streams.standard()), List.of(words));
    }

    private static Ran inAShell(String line, TestDatabase database) throws Exception {
        Path out = Files.createTempFile(folder, "shell", ".out");
        Path err = Files.createTempFile(folder, "shell", ".err");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -o pipefail; " + filled(line, database))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = new HashMap<>(Connecting.to(database));
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ran(code, Files.readString(out), Files.readString(err));
    }

    /** The servers of the pages are ours. */
    private static String filled(String line, TestDatabase database) {
        return line.replaceAll(
                        "postgresql://\\w+@db\\.example/\\w+",
                        "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/"
                                + database.name())
                .replace("redis://localhost", redis.url());
    }

    /** As a shell takes them apart; paths are the folder's. */
    private static String[] arguments(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.replaceFirst("^schemuse ?", ""));
        while (word.find()) {
            String text = Stream.of(word.group(1), word.group(2), word.group(3))
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow();
            boolean written = !words.isEmpty() && WRITING.contains(words.get(words.size() - 1));
            boolean path = text.matches("[\\w./-]*[/.][\\w./-]*") && Files.exists(folder.resolve(text));
            words.add(
                    (written || path) && !text.equals("-")
                            ? folder.resolve(text).toString()
                            : text);
        }
        return words.toArray(String[]::new);
    }

    private static TestDatabase database(String line) {
        if (line.contains("auth.users")) {
            return TestDatabase.cloneOf(
                    "documented_supabase",
                    database -> execute(database, "CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid PRIMARY KEY)"));
        }
        Matcher changelog = Pattern.compile("schemuse (?:tag|status) (\\S+ml)( --changelog-root \\S+)?")
                .matcher(line);
        if (changelog.find()) {
            String migration =
                    "schemuse migrate " + changelog.group(1) + (changelog.group(2) == null ? "" : changelog.group(2));
            return TestDatabase.cloneOf(
                    "documented " + migration,
                    database -> assertThat(Ran.here(folder, Connecting.to(database), arguments(migration))
                                    .exitCode())
                            .isZero());
        }
        return line.startsWith("schemuse resume")
                ? TestDatabase.cloneOf("documented_interrupted", DocumentedCommandsIT::interrupted)
                : TestDatabase.cloneOf("documented", DocumentedCommandsIT::installed);
    }

    /** What the pages assume: catalogs, some schemas with worlds, and a third import that can be undone. */
    private static void installed(DataSource database) throws SQLException {
        Map<String, String> environment = Connecting.to(database);
        String dump = folder.resolve("samples/harbour.mdb").toString();
        for (String[] command : new String[][] {
            {"migrate", "vibecoder"},
            {"migrate", "promptpal"},
            {"migrate", "virtubar", "--redis", redis.url()},
            {"world", "create", "world_one"},
            {"import", dump, "--schema", "harbour", "--passwords", "keep"},
            {"import", dump, "--passwords", "lock"},
            {"undo", "1", "--yes"},
            {"import", dump, "--passwords", "lock"},
            {"undo", "2", "--yes"},
            {"import", dump, "--passwords", "keep"},
        }) {
            Ran ran = Ran.here(folder, environment, command);
            assertThat(ran.exitCode()).as(String.join(" ", command) + ran.err()).isZero();
        }
        execute(database, TABLE + "; COMMENT ON TABLE item IS 'Items.'; COMMENT ON COLUMN item.id IS 'Id.'");
    }

    /** The third import of the schema was killed before it rebuilt the indexes. */
    private static void interrupted(DataSource database) throws Exception {
        Map<String, String> environment = Connecting.to(database);
        String dump = folder.resolve("samples/harbour.mdb").toString();
        for (String[] command : new String[][] {
            {"import", dump, "--passwords", "lock"},
            {"undo", "1", "--yes"},
            {"import", dump, "--passwords", "lock"},
            {"undo", "2", "--yes"}
        }) {
            assertThat(Ran.here(folder, environment, command).exitCode()).isZero();
        }
        ImportListener dying = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.INDEXING) {
                    throw new Killed();
                }
            }
        };
        try (DumpSource source = DumpSource.of(dump, System.in)) {
            new ImportService(ImportRequest.usual("0.1.0"), dying).run(source, () -> database, "vibemuse");
        } catch (Killed expected) {
            return;
        }
        throw new AssertionError("the import was not interrupted");
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
