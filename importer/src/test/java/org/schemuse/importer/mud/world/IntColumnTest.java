package org.schemuse.importer.mud.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntColumnTest {
    @Test
    void whatWasNeverSetIsAbsent() {
        IntColumn column = new IntColumn(-1);
        column.set(5000, 3);

        assertThat(column.at(0)).isEqualTo(-1);
        assertThat(column.at(4999)).isEqualTo(-1);
        assertThat(column.at(5000)).isEqualTo(3);
        assertThat(column.at(Integer.MAX_VALUE)).isEqualTo(-1);
        assertThat(column.at(-1)).isEqualTo(-1);
    }

    @Test
    void numbersFarApartAreKept() {
        IntColumn column = new IntColumn(0);
        Map<Integer, Integer> expected = new HashMap<>();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            int position = random.nextInt(50_000_001);
            int value = random.nextInt();
            column.set(position, value);
            expected.put(position, value);
        }
        expected.forEach((position, value) -> assertThat(column.at(position)).isEqualTo(value));
    }
}
