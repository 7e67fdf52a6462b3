package org.schemuse.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void nothingThatActsOnATerminalIsPrinted() {
        assertThat(Terminal.printable("a\u001b[31m\u009bb\u202ec\u0007\r"))
                .isEqualTo("a\u241b[31m\ufffdb\ufffdc\u2407\u240d");
    }

    @Test
    void textWithinALineEndsNoLine() {
        assertThat(Terminal.inLine("a\nb\tc\u001b")).isEqualTo("a\u240ab\u2409c\u241b");
    }

    @Test
    void linesTabsAndCharactersStay() {
        String text = "caf\u00e9\n\tdragon \ud83d\udc09 \u05d0";
        assertThat(Terminal.printable(text)).isSameAs(text);
    }
}
