package org.schemuse.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProgressLine line(boolean shown) {
        return new ProgressLine(new PrintStream(err, true, StandardCharsets.UTF_8), shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0          | 0           | 0    | objects  0 kB
                    2500000    | 10000000    | 0.5  | objects   25%  2.5 MB of 10.0 MB
                    2500000    | 10000000    | 2    | objects   25%  2.5 MB of 10.0 MB  1.3 MB/s  6 s left
                    2500000000 | 10000000000 | 100  | objects   25%  2.50 GB of 10.00 GB  25.0 MB/s  5 min 0 s left
                    1000000    | 20000000000 | 1    | objects    0%  1.0 MB of 20.00 GB  1.0 MB/s  5 h 33 min left
                    9000000    | 0           | 3    | objects  9.0 MB  3.0 MB/s
                    """)
    void saysDoneOfTotalRateAndTimeLeft(long done, long total, double seconds, String expected) {
        assertThat(ProgressLine.line(done, total, "objects", seconds)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0    | 0    | 8000 | 5   | hashing, 0 of 8,000
                    1000 | 1000 | 8000 | 5   | hashing, 1,000 of 8,000
                    1000 | 1200 | 8000 | 0.5 | hashing, 1,200 of 8,000
                    1000 | 1200 | 8000 | 10  | hashing, 1,200 of 8,000  5 min 40 s left
                    1000 | 8000 | 8000 | 90  | hashing, 8,000 of 8,000
                    """)
    void countsThingsAtTheRateSinceTheCountingBegan(long before, long done, long all, double seconds, String expected) {
        assertThat(ProgressLine.countLine(new long[] {before, done, all}, "hashing", seconds))
                .isEqualTo(expected);
    }

    @Test
    void isSilentWhereNobodyWatches() {
        try (ProgressLine line = line(false)) {
            line.update(1, 2, "objects");
        }
        assertThat(err.size()).isZero();
    }

    @Test
    void leavesACleanLineBehind() {
        try (ProgressLine line = line(true)) {
            line.update(1_000_000, 2_000_000, "objects");
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("\robjects   50%  1.0 MB of 2.0 MB")
                .endsWith("\r" + " ".repeat(78) + "\r");
    }
}
