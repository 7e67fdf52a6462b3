package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.schemuse.testsupport.TestDatabase;
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

    @TempDir
    private static Path folder;

    private static DocumentedWorld world;

    @BeforeAll
    static void prepare() throws Exception {
        world = new DocumentedWorld(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
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
        try (TestDatabase database = world.database(line)) {
            Ran ran = line.matches(".*[|<>&$*].*") || !line.startsWith("schemuse")
                    ? inAShell(line, database)
                    : Ran.here(folder, Connecting.to(database), world.arguments(world.filled(line, database)));
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
        String[] words = world.arguments(fragment.replaceAll("[\\[\\]]|=?\\.\\.\\.", ""));
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
        String[] words = world.arguments(line);
        commandLine(words).parseArgs(words);
    }

    private static CommandLine commandLine(String... words) {
        return Schemuse.commandLine(new GlobalOptions(Map.of(), folder, Streams.standard()), List.of(words));
    }

    private static Ran inAShell(String line, TestDatabase database) throws Exception {
        Path out = Files.createTempFile(folder, "shell", ".out");
        Path err = Files.createTempFile(folder, "shell", ".err");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -o pipefail; " + world.filled(line, database))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = new HashMap<>(Connecting.to(database));
        environment.put("PATH", world.programs() + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ran(code, Files.readString(out), Files.readString(err));
    }
}
