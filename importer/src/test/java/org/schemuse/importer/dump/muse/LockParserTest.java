package org.schemuse.importer.dump.muse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.dump.Lock;

class LockParserTest {
    private static String parsed(String text, boolean bareNumbers) {
        return LockParser.parse(text, bareNumbers).map(LockParserTest::shown).orElse("no lock");
    }

    private static String shown(Lock lock) {
        if (lock instanceof Lock.All all) {
            return "all" + all.of().stream().map(LockParserTest::shown).toList();
        }
        if (lock instanceof Lock.Any any) {
            return "any" + any.of().stream().map(LockParserTest::shown).toList();
        }
        if (lock instanceof Lock.Not not) {
            return "not " + shown(not.lock());
        }
        if (lock instanceof Lock.Thing thing) {
            return thing.how() + " " + thing.dbref();
        }
        if (lock instanceof Lock.Match match) {
            return (match.dbref() < 0 ? "" : match.dbref() + ".") + match.attribute() + "~" + match.pattern();
        }
        return "[" + ((Lock.Function) lock).text() + "]";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "#12; IS_OR_CARRIES 12",
                "=#12; IS 12",
                "+#12; CARRIES 12",
                "@#12; INDIRECT 12",
                "!#12; not IS_OR_CARRIES 12",
                "!!#12; IS_OR_CARRIES 12",
                "#1|#2&#3; any[IS_OR_CARRIES 1, all[IS_OR_CARRIES 2, IS_OR_CARRIES 3]]",
                "(#1|#2)&!#3; all[any[IS_OR_CARRIES 1, IS_OR_CARRIES 2], not IS_OR_CARRIES 3]",
                " ( #1 ) ; IS_OR_CARRIES 1",
                "sex:m*; sex~m*",
                "#12.rank:[gt(v(#),3)]|#1; any[12.rank~[gt(v(#),3)], IS_OR_CARRIES 1]",
                "[eq(1,[v(x)])]&#1; all[[eq(1,[v(x)])], IS_OR_CARRIES 1]",
                "sex:; sex~''",
            })
    void locksAreRead(String text, String expected) {
        assertThat(parsed(text, false)).isEqualTo(expected.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "#", "#x", "=#2|(#4&", "(#1", "#1)", "#1 #2", "nobody", ":x", "[v(", "&", "!", "12", "a|b:c"
            })
    void whatIsNoLockIsTold(String text) {
        assertThat(LockParser.parse(text, false)).isEmpty();
    }

    @Test
    void oldLocksHaveNumbersWithoutMark() {
        assertThat(parsed("(1&!2)|3", true))
                .isEqualTo("any[all[IS_OR_CARRIES 1, not IS_OR_CARRIES 2], IS_OR_CARRIES 3]");
        assertThat(parsed("7:fem*", true)).isEqualTo("7~fem*");
        assertThat(parsed("99999999999", true)).isEqualTo("no lock");
    }

    @Test
    void depthHasALimitAndLengthHasNone() {
        assertThat(LockParser.parse("(".repeat(1_000_000), false)).isEmpty();
        assertThat(LockParser.parse("(".repeat(50) + "#1" + ")".repeat(50), false))
                .isPresent();
        assertThat(LockParser.parse("!".repeat(1_000_001) + "#1", false)).isPresent();
        assertThat(LockParser.parse("#1" + "|#2".repeat(300_000), false)).isPresent();
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
            locks += LockParser.parse(text.toString(), random.nextBoolean()).isPresent() ? 1 : 0;
        }
        assertThat(locks).isGreaterThan(1000);
    }
}
