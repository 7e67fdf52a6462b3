package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.catalog.Catalog;

/** Command lines that need no server: help, mistakes, and folders where nothing was set up. */
class SchemuseTest {
    private static final String CATALOGS =
            Catalog.all().stream().map(Catalog::name).collect(Collectors.joining(", "));

    @TempDir
    private Path folder;

    private Ran run(String... args) {
        return Ran.here(folder, Map.of(), args);
    }

    @Test
    void versionIsOneLine() {
        Ran ran = run("--version");
        assertThat(ran.out()).matches("schemuse \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void helpNamesEveryCommandAndExitCode() throws IOException {
        Ran ran = run("--help");
        assertThat(ran.out()).isEqualTo(Golden.text("help.txt", ran.out()));
        assertThat(ran.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import",
                "inspect",
                "imports",
                "resume",
                "undo",
                "catalogs",
                "migrate",
                "rollback",
                "status",
                "history",
                "docs",
                "locks",
                "lint",
                "types",
                "server",
                "redis",
                "completion"
            })
    void everyCommandHasHelpWithExitCodes(String command) {
        Ran ran = run(command, "--help");
        assertThat(ran.out()).startsWith("Usage: schemuse " + command).contains("Exit codes:", "--json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    ''                            ~ Expected a command. Try: schemuse --help
                    migrat                        ~ Unknown command "migrat". Did you mean migrate? Try: schemuse --help
                    status --nope                 ~ Unknown option "--nope". Try: schemuse status --help
                    status vibemuse twice         ~ Unknown argument "twice". Try: schemuse status --help
                    status nope                   ~ There is no catalog "nope": expected one of CATALOGS, or the path of a changelog.
                    status --changelog-root .     ~ --changelog-root goes with the path of a changelog, found "vibemuse".
                    redis                         ~ Expected verify. Try: schemuse redis --help
                    redis verify                  ~ No Redis is named: expected --redis redis://host:port.
                    redis verify vibemuse --redis redis://h    ~ Catalog vibemuse keeps nothing in Redis: leave --redis out.
                    migrate --redis redis://h     ~ Catalog vibemuse keeps nothing in Redis: leave --redis out.
                    migrate virtubar --redis h:1  ~ --redis cannot be used: it is no URL of a Redis: expected redis://[user@]host[:port][/database], or rediss for TLS.
                    docs --check                  ~ --check compares a folder with the live schema: name the folder with --out.
                    types                         ~ Missing required option: '--lang=LANGUAGE'. Try: schemuse types --help
                    types --lang cobol            ~ Invalid value for option '--lang': expected one of [typescript], found 'cobol'. Try: schemuse types --help
                    types --lang typescript --check ~ --check compares a file with the live schema: name the file with --out.
                    server                        ~ Expected start, stop or status. Try: schemuse server --help
                    server restart                ~ Unknown command "restart". Did you mean start? Try: schemuse server --help
                    migrate --count 0             ~ Invalid value for option '--count': expected 1 or more, found '0'. Try: schemuse migrate --help
                    migrate --lock-timeout soon   ~ Invalid value for option '--lock-timeout': expected a time such as 500ms, 5s, 2min or 0, found 'soon'. Try: schemuse migrate --help
                    migrate --dry-run=perhaps     ~ Invalid value for option '--dry-run': expected one of [sql, execute], found 'perhaps'. Try: schemuse migrate --help
                    migrate --count 1 --to-tag x  ~ --to-tag=TAG, --count=N are mutually exclusive (specify only one). Try: schemuse migrate --help
                    rollback                      ~ Missing required argument (specify one of these): (--count=N | --to-tag=TAG | --to-date=DATE | --all). Try: schemuse rollback --help
                    rollback --to-date yesterday  ~ Invalid value for option '--to-date': expected a date such as 2026-11-21 or 2026-11-21T10:00:00Z, found 'yesterday'. Try: schemuse rollback --help
                    completion fish               ~ Invalid value for positional parameter at index 0 (bash|zsh): expected one of [bash, zsh], found 'fish'. Try: schemuse completion --help
                    status --url mysql://h/d      ~ --url is no PostgreSQL URL: expected postgresql://user@host:port/database or jdbc:postgresql://host:port/database.
                    status --config missing.yaml  ~ Cannot read the configuration file missing.yaml: there is no such file.
                    """)
    void mistakesGetOneLineAndExitCodeTwo(String commandLine, String line) {
        Ran ran = run(commandLine.isEmpty() ? new String[0] : commandLine.split(" ", -1));
        assertThat(ran.err()).isEqualTo("schemuse: " + line.replace("CATALOGS", CATALOGS) + "\n");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.exitCode()).isEqualTo(2);
    }

    @Test
    void aFailureWithJsonIsOneDocumentToo() {
        Ran ran = run("status", "nope", "--json");
        assertThat(ran.out()).isEqualTo("""
                        {
                          "error" : {
                            "exitCode" : 2,
                            "message" : "There is no catalog \\"nope\\": expected one of %s, or the path of a changelog."
                          }
                        }
                        """.formatted(CATALOGS));
        assertThat(ran.err()).startsWith("schemuse: There is no catalog");
    }

    @Test
    void debugAddsTheStackTraceBelowTheLine() {
        Ran ran = run("status", "nope", "--debug");
        assertThat(ran.err()).startsWith("schemuse: There is no catalog").contains("\n\tat org.schemuse.cli.");
    }

    @Test
    void statusWhereNothingWasSetUpSaysSoAndSetsNothingUp() {
        Ran ran = run("status");
        assertThat(ran.out())
                .isEqualTo("vibemuse: not installed; no PostgreSQL was set up in this folder or named by --url or"
                        + " PGHOST\nBegin with: schemuse migrate vibemuse\n");
        assertThat(ran.exitCode()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    /** What it says to do is what has to be typed. */
    @Test
    void statusNamesTheCommandForTheSchemaAndThePathThatWereGiven() {
        String changelog = Workplace.REPOSITORY
                .resolve("changelog/src/test/resources/foreign/changelog.xml")
                .toString();
        Ran ran = run("status", changelog, "--schema", "our books");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).endsWith("\nBegin with: schemuse migrate " + changelog + " --schema 'our books'\n");
    }

    @Test
    void statusWhereNothingWasSetUpHasTheSameKeysInJson() {
        Ran ran = run("--json", "status", "--schema", "harbour");
        assertThat(ran.out())
                .contains(
                        "\"schema\" : \"harbour\"",
                        "\"exists\" : false",
                        "\"applied\" : [ ]",
                        "\"serverVersion\" : null");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void rollbackWhereNothingWasSetUpIsRefused() {
        Ran ran = run("rollback", "--all", "--yes");
        assertThat(ran.err()).startsWith("schemuse: Nothing is installed here:");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void serverStatusIsAnAnswerNotAFailure() {
        Ran ran = run("server", "status");
        assertThat(ran.out()).startsWith("not running");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void configFileGivesDefaultsThatTheCommandLineOverrules() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), "schema: harbour\njson: true\n");
        assertThat(run("status", "--config", config.toString()).out()).contains("\"schema\" : \"harbour\"");
        assertThat(run("--config", config.toString(), "status", "--schema", "other")
                        .out())
                .contains("\"schema\" : \"other\"");
        assertThat(run("--schema", "other", "status", "--config", config.toString())
                        .out())
                .contains("\"schema\" : \"other\"");
    }

    @Test
    void configFileHoldsACommandsOwnOptionsUnderItsName() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), "rollback:\n  to-date: yesterday\n");
        assertThat(run("status", "--config", config.toString()).exitCode()).isZero();
        assertThat(run("rollback", "--all", "--config", config.toString()).err())
                .contains("yesterday");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    shema: x                 | there is no option "shema" of schemuse. See: schemuse --help
                    'status: {lock: 1}'      | there is no option "lock" of schemuse status. See: schemuse status --help
                    '[1, 2]'                 | expected a map of option names and values in YAML.
                    'url: postgresql://u:p@h/d' | --url holds a password
                    """)
    void mistakesInTheConfigFileAreNamed(String yaml, String words) throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), yaml);
        Ran ran = run("status", "--config", config.toString());
        assertThat(ran.err()).contains(words).hasLineCount(1);
        assertThat(ran.exitCode()).isEqualTo(2);
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        Ran ran = run("status", "--url", "postgresql://dba:hunter2@db.example/worlds");
        assertThat(ran.err()).startsWith("schemuse: --url holds a password").doesNotContain("hunter2");
        assertThat(ran.exitCode()).isEqualTo(2);
    }

    @Test
    void nobodyListeningIsExitCodeFour() {
        Ran ran = run("status", "--url", "postgresql://dba@127.0.0.1:1/worlds");
        assertThat(ran.err())
                .isEqualTo("schemuse: Cannot connect to dba@127.0.0.1:1/worlds: the connection was refused. Check that"
                        + " PostgreSQL runs there and that host and port are right.\n");
        assertThat(ran.exitCode()).isEqualTo(4);
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        Ran ran = run("completion", "bash");
        assertThat(ran.out()).contains("complete -F", "migrate", "rollback", "--lock-timeout");
        assertThat(ran.exitCode()).isZero();
    }
}
