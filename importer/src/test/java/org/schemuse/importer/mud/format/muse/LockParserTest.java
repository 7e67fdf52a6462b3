package org.schemuse.importer.mud.format.muse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.importer.mud.world.Lock;

/** What is read in a lock's text. Whether that is what the server reads is tried by {@code ServerLocksIT}. */
class LockParserTest {
    private static Optional<Lock.Parsed> parse(String text, boolean bareNumbers) {
        Lock.Definitions allButNone = (definer, attribute) -> !attribute.equals("none");
        return LockParser.parse(text, MuseTables.tinyMuse(), allButNone, bareNumbers);
    }

    private static String parsed(String text, boolean bareNumbers) {
        return parse(text, bareNumbers)
                .map(org.schemuse.importer.fixture.LockText::shown)
                .orElse("too deep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "#12; IS_OR_CARRIES 12",
                "=#12; IS 12",
                "+#12; CARRIES 12",
                "@#12; INDIRECT 12",
                "@(#12); INDIRECT_UNSEEN 12 partly",
                "(@(#12)); INDIRECT_UNSEEN 12 partly",
                "!#12; not IS_OR_CARRIES 12",
                "!!#12; IS_OR_CARRIES 12",
                "#1|#2&#3; any[IS_OR_CARRIES 1, all[IS_OR_CARRIES 2, IS_OR_CARRIES 3]]",
                "(#1|#2)&!#3; all[any[IS_OR_CARRIES 1, IS_OR_CARRIES 2], not IS_OR_CARRIES 3]",
                "!coke; not IS_OR_CARRIES 'coke'",
                "#12&(!*Player37|sex:f*); all[IS_OR_CARRIES 12, any[not IS_OR_CARRIES '*Player37', sex~f*]]",
                "sex:m*; sex~m*",
                "sex:; sex~",
                "#12.rank:a b|#1; any[12.rank~a b, IS_OR_CARRIES 1]",
                "coke.rank:x; 'coke'.rank~x",
                "@(#12=sex:m*); sex~m* on 12",
                "#12.rank:[gt(v(#),3)]|#1; any[12.rank~[gt(v(#),3)], IS_OR_CARRIES 1]",
                "[eq(1,[v(x)])]&#1; all[[eq(1,[v(x)])], IS_OR_CARRIES 1]",
                "[v(; [v(]",
                "#1[v(x)]; IS_OR_CARRIES 1",
                "12; true",
                "0; false",
            })
    void locksAreRead(String text, String expected) {
        assertThat(parsed(text, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "nosuch:x|#1; IS_OR_CARRIES 'nosuch' partly",
                "password:x|#1; IS_OR_CARRIES 'password' partly",
                "#12.none:x|#1; IS_OR_CARRIES 12 partly",
                "#1)|#2; IS_OR_CARRIES 1 partly",
                "#1=#2; IS_OR_CARRIES 1 partly",
                "12x; true partly",
                "(#1; IS_OR_CARRIES 1",
                "=#2|(#4&; any[IS 2, all[IS_OR_CARRIES 4, IS_OR_CARRIES '']]",
                "&#1; all[IS_OR_CARRIES '', IS_OR_CARRIES 1] refused",
                "#2.rusty; IS_OR_CARRIES 2 refused partly",
                "!; not IS_OR_CARRIES '' refused",
                "\"#1 & #2\"; \"all[IS_OR_CARRIES 1, IS_OR_CARRIES ' #2']\"",
            })
    void oddLocksAreReadAsTheServerReadsThem(String text, String expected) {
        assertThat(parsed(text, false)).isEqualTo(expected);
    }

    @Test
    void oldLocksHaveNumbersWithoutMark() {
        assertThat(parsed("(1&!2)|3", true))
                .isEqualTo("any[all[IS_OR_CARRIES 1, not IS_OR_CARRIES 2], IS_OR_CARRIES 3]");
        assertThat(parsed("7:fem*", true)).isEqualTo("7~fem*");
        assertThat(parsed("99999999999", true)).isEqualTo("IS_OR_CARRIES '99999999999'");
        assertThat(parsed("@12", true)).isEqualTo("INDIRECT 12");
    }

    @Test
    void depthHasALimitAndLengthHasNone() {
        assertThat(parse("(".repeat(1_000_000), false)).isEmpty();
        assertThat(parse("(".repeat(50) + "#1" + ")".repeat(50), false)).isPresent();
        assertThat(parse("!".repeat(1_000_001) + "#1", false)).isPresent();
        assertThat(parse("#1" + "|#2".repeat(300_000), false)).isPresent();
        assertThat(parse("[".repeat(300_000), false)).isPresent();
    }

    @Test
    void noTextEndsInAnException() {
        Random random = new Random(11);
        String pieces = "#12=+@!&|().:[] a";
        int locks = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            locks += parse(text.toString(), random.nextBoolean()).isPresent() ? 1 : 0;
        }
        assertThat(locks).isEqualTo(100_000);
    }
}
