package org.schemuse.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void headingsStandOverTheirColumnsNumbersToTheRight() {
        Columns columns = new Columns("order", "changeset", "rows", "tag");
        columns.add(1, "001-first", 1_234_567L, "");
        columns.add(12, "2", 5L, "v1");
        assertThat(columns).hasToString("""
                        order  changeset       rows  tag
                            1  001-first  1,234,567
                           12  2                  5  v1""");
    }

    @Test
    void anEmptyCellAmongNumbersLeavesThemNumbers() {
        Columns columns = new Columns("id", "seconds");
        columns.add("a", "0.5");
        columns.add("b", "");
        columns.add("c", "12.0");
        assertThat(columns).hasToString("""
                        id  seconds
                        a       0.5
                        b
                        c      12.0""");
    }
}
