package org.schemuse.importer.table.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether texts are all different; a set of them all is the judge. */
class DistinctTestTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aSetOfAllTextsSaysTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int count = random.nextInt(2_000);
            int range = random.nextBoolean() ? Integer.MAX_VALUE : 1 + 50 * count * count;
            Set<String> all = new HashSet<>();
            boolean different = true;
            try (DistinctTest test = new DistinctTest(64)) {
                for (int i = 0; i < count; i++) {
                    String text = Integer.toString(random.nextInt(Math.max(range, 1)));
                    different &= all.add(text);
                    test.add(text);
                }
                assertThat(test.allDifferent()).isEqualTo(different);
            }
        }
    }
}
