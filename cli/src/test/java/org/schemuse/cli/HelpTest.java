package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.report.Streams;
import picocli.CommandLine;

/** The help of every command. */
class HelpTest {
    private static final int WIDTH = 80;

    @TempDir
    private Path folder;

    /** Every command of every level, by its words behind {@code schemuse}. */
    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        GlobalOptions options = new GlobalOptions(Map.of(), Path.of(""), Streams.standard());
        Commands.names().forEach(name -> add(Commands.create(name, options), name, names));
        return names.stream();
    }

    private static void add(CommandLine command, String name, List<String> names) {
        names.add(name);
        command.getSubcommands().forEach((word, inner) -> add(inner, name + " " + word, names));
    }

    private Ran run(String words) {
        return Ran.here(folder, Map.of(), words.split(" ", -1));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOnACommandIsTheHelpItPrintsItself(String command) {
        Ran help = run("help " + command);
        assertThat(help.exitCode()).as(help.err()).isZero();
        assertThat(help.out())
                .startsWith("Usage: schemuse " + command)
                .isEqualTo(run(command + " --help").out());
    }

    /** Picocli breaks longer lines, and a broken example cannot be copied. */
    @ParameterizedTest
    @MethodSource("commands")
    void noExampleIsLongerThanALine(String command) {
        GlobalOptions options = new GlobalOptions(Map.of(), Path.of(""), Streams.standard());
        CommandLine line = Commands.create(command.split(" ", -1)[0], options);
        for (String word : command.split(" ", -1)) {
            line = line.getSubcommands().getOrDefault(word, line);
        }
        assertThat(line.getCommandSpec().usageMessage().footer())
                .filteredOn(text -> text.startsWith("  "))
                .allMatch(text -> text.length() < WIDTH);
        assertThat(run(command + " --help").out().lines()).allMatch(text -> text.length() <= WIDTH);
    }

    @Test
    void theListOfCommandsIsGroupedAndComplete() {
        Ran help = run("help");
        assertThat(help.out()).isEqualTo(run("--help").out());
        assertThat(help.out())
                .containsSubsequence(
                        "\nWorlds", "  import  ", "\nSchemas", "  migrate  ", "\nEmbedded server", "  server  ");
        Commands.names().forEach(name -> assertThat(help.out()).containsOnlyOnce("\n  " + name + "  "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help nope", "help server nope"})
    void anUnknownCommandHasNoHelp(String words) {
        Ran ran = run(words);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("schemuse: Unknown command \"nope\". Try: schemuse ");
    }

    /** Values are listed in lower case; typed they may be in any. */
    @ParameterizedTest
    @ValueSource(strings = {"lint x.sql --fail-on ", "export -o x --format ", "import x --update --prefer "})
    void enumValuesAreInLowerCase(String words) {
        assertThat(run(words + "x").err()).containsPattern("expected one of \\[[a-z_, ]+\\], found 'x'");
    }

    @Test
    void enumValuesAreAcceptedInAnyCase() {
        for (String value : List.of("none", "None", "NONE")) {
            assertThat(run("lint vibemuse --quiet --fail-on " + value).exitCode())
                    .isZero();
        }
        assertThat(run("import x --passwords NOTHING").err())
                .contains("expected one of [upgrade, lock, keep], found 'NOTHING'");
    }
}
