package org.schemuse.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutputTest {
    record Report(String name, Instant at, Duration took, List<Integer> numbers, String nothing) {}

    private static final Report REPORT =
            new Report("höhe", Instant.ofEpochSecond(1_700_000_000), Duration.ofMillis(1500), List.of(1), null);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Output output(OutputStream to, boolean json, boolean quiet) {
        return new Output(new Streams(to, new PrintStream(err, true, StandardCharsets.UTF_8)), json, quiet);
    }

    @Test
    void textIsForPeople() {
        output(out, false, false).result(REPORT, () -> "height");
        assertThat(out).hasToString("height\n");
    }

    @Test
    void jsonKeepsNamesNullsAndIsoTimes() {
        output(out, true, false).result(REPORT, () -> "height");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        {
                          "name" : "höhe",
                          "at" : "2023-11-14T22:13:20Z",
                          "took" : "PT1.5S",
                          "numbers" : [ 1 ],
                          "nothing" : null
                        }
                        """);
    }

    @Test
    void notesAreSilentWithQuietAndJsonButWarningsAreNot() {
        output(out, false, false).note("one");
        output(out, true, false).note("two");
        output(out, false, true).note("three");
        output(out, true, true).warn("four");
        assertThat(err).hasToString("one\nschemuse: warning: four\n");
    }

    /** What a terminal shows: each line feed begins a line, each carriage return goes back to its first column. */
    private static List<String> shown(String written) {
        return written.lines()
                .flatMap(line -> Stream.of(line.split("\n")))
                .map(line -> {
                    StringBuilder screen = new StringBuilder();
                    int column = 0;
                    for (int i = 0; i < line.length(); i++) {
                        char c = line.charAt(i);
                        if (c == '\r') {
                            column = 0;
                        } else {
                            screen.replace(column, Math.min(column + 1, screen.length()), String.valueOf(c));
                            column++;
                        }
                    }
                    return screen.toString().stripTrailing();
                })
                .toList();
    }

    @Test
    void aNoteStandsOnALineOfItsOwn() {
        System.setProperty("schemuse.terminal.errors", "true");
        try {
            Output output = output(out, false, false);
            output.progress().update(1, 2, "reading ".repeat(12));
            output.note("installed");
            assertThat(shown(err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n")))
                    .last()
                    .isEqualTo("installed");
        } finally {
            System.clearProperty("schemuse.terminal.errors");
        }
    }

    @Test
    void aReaderThatHasReadEnoughIsNoFailure() {
        assertThatCode(() -> output(failing("Broken pipe"), false, false).raw("text"))
                .doesNotThrowAnyException();
    }

    @Test
    void aResultThatCannotBeWrittenIs() {
        assertThatThrownBy(() ->
                        output(failing("No space left on device"), false, false).raw("text"))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.OUTPUT))
                .hasMessageContaining("No space left on device");
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
