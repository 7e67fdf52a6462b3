package org.schemuse.importer.mud.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aNameThatFitsIsStoredAsItIs() {
        assertThat(Names.stored("Jo", 7)).isEqualTo("Jo");
        assertThat(Names.stored("x".repeat(255), 7)).hasSize(255);
    }

    @Test
    void aBlankNameBecomesTheDbref() {
        assertThat(Names.stored("", 7)).isEqualTo("#7");
        assertThat(Names.stored(" \t", 7)).isEqualTo("#7");
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        String clefs = "\ud834\udd1e".repeat(300);

        String stored = Names.stored(clefs, 7);

        assertThat(stored.codePointCount(0, stored.length())).isEqualTo(255);
        assertThat(clefs).startsWith(stored);
    }

    @Test
    void aNameWhoseBeginningIsBlankBecomesTheDbref() {
        assertThat(Names.stored(" ".repeat(255) + "x", 7)).isEqualTo("#7");
    }

    @Test
    void zeroBytesAreReplaced() {
        assertThat(Names.stored("a\0b", 7)).isEqualTo("a\ufffdb");
    }
}
