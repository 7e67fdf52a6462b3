package org.schemuse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.cli.report.Failure;

class OptionReadersTest {
    @ParameterizedTest
    @CsvSource({"0,PT0S", "0s,PT0S", "500ms,PT0.5S", "5s,PT5S", "2min,PT2M", "1h,PT1H"})
    void timesAreWrittenAsInPostgresql(String text, Duration expected) {
        assertThat(new TimeLimits.Reader().convert(text)).isEqualTo(expected);
    }

    @Test
    void aDumpIsInACharsetThatHoldsAscii() {
        DumpOptions.CharsetReader reader = new DumpOptions.CharsetReader();
        assertThat(reader.convert("latin1")).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(reader.convert("windows-1252").name()).isEqualTo("windows-1252");
        assertThatThrownBy(() -> reader.convert("UTF-16"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not hold ASCII");
    }

    @Test
    void aMomentHasItsOffset() {
        assertThat(new InstantReader().convert("2026-11-21T10:00:00+02:00"))
                .isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    }
}
