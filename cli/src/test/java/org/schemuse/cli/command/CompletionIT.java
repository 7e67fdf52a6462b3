package org.schemuse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.cli.Ran;
import org.schemuse.testsupport.ExternalJudge;

/** What {@code schemuse completion} prints, as the shells themselves take it. */
@Tag("once")
class CompletionIT {
    /** Calls the function as bash does, for the words in the arguments. */
    private static final String PRESS_TAB = """
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
            _schemuse
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void make() throws IOException {
        script = Files.createDirectory(folder.resolve("shell")).resolve("completion.sh");
        Files.writeString(
                script, Ran.here(folder, Map.of(), "completion", "bash").out());
        Files.createDirectories(folder.resolve("here/db"));
        Files.createFile(folder.resolve("here/old world.mdb"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    schemuse mig                                | migrate
                    schemuse --json server sta                  | start,status
                    schemuse migrate v                          | vibemuse,vibecoder,virtubar
                    schemuse migrate d                          | db
                    schemuse migrate --lo                       | --lock-timeout
                    schemuse import o                           | old world.mdb
                    schemuse import x --passwords ''            | upgrade,lock,keep
                    schemuse import x --vanished-players ''     | lock,keep
                    schemuse import x --update --prefer = du    | dump
                    schemuse import --table t x --on-conflict ''   | error,skip,update
                    schemuse import --table t x --defer n          | never
                    schemuse import --table t x --format js        | json,jsonl
                    schemuse import x --report o                | old world.mdb
                    schemuse import x --schema ''               | ''
                    schemuse lint --format = ''                 | text,json,sarif
                    schemuse lint ex                            | explain
                    schemuse lint explain drop-v                | drop-view
                    schemuse docs --out ''                      | db
                    schemuse verify --on ''                     | embedded
                    schemuse migrate --on-failure ''            | stop,continue
                    schemuse help roll                          | rollback
                    schemuse export --format f                  | flatfile
                    schemuse types --lang ''                    | typescript
                    """)
    void bashOffersWhatFits(String typed, String offered) throws Exception {
        Path press = Files.writeString(
                folder.resolve("shell/press"), "source " + script + "\npress() {\n" + PRESS_TAB + "}\npress " + typed);
        Process process = new ProcessBuilder("bash", "--norc", "--noprofile", press.toString())
                .directory(folder.resolve("here").toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed.strip().replace("\n", ",")).isEqualTo(offered);
    }

    /** The shell itself, on a terminal: what is typed before a tab, and the command that it ran then. */
    @ParameterizedTest
    @ValueSource(strings = {"bash --norc --noprofile -i", "zsh -f -i"})
    void aShellCompletesWhatIsTyped(String shell) throws Exception {
        ExternalJudge.needs(shell.split(" ", -1)[0], "script");
        Path ran = folder.resolve("ran");
        String typed = "source " + script + "\nschemuse() { echo \"$*\" >>" + ran + "; }\n"
                + "schemuse migrate vibec\t\nschemuse lint --fail-on w\t\nschemuse import ol\t\n"
                + "schemuse import x --prefer=du\t\nschemuse help rollb\t\nexit\n";
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", shell, "/dev/null")
                .directory(folder.resolve("here").toFile())
                .redirectErrorStream(true);
        builder.environment().put("TERM", "dumb");
        Process process = builder.start();
        process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(ran).as(printed).exists();
        assertThat(Files.readAllLines(ran))
                .as(printed)
                .containsExactly(
                        "migrate vibecoder",
                        "lint --fail-on warning",
                        "import old world.mdb",
                        "import x --prefer=dump",
                        "help rollback");
    }
}
