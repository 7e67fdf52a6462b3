package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files with columns of values that are nearly of a type, or of it in an odd way, by a seed. */
final class OddColumns {
    private static final List<Function<Random, String>> KINDS = List.of(
            random -> Integer.toString(random.nextInt(100)),
            random -> Integer.toString(random.nextInt() / (1 + random.nextInt(1000))),
            random -> Long.toString(random.nextLong() / (1 + random.nextInt(9))),
            random -> String.format(Locale.ROOT, "%05d", random.nextInt(100_000)),
            random -> digits(random, 17 + random.nextInt(8)),
            random -> digits(random, 10),
            random -> random.nextInt(1000) + "." + digits(random, 2),
            random -> (random.nextBoolean() ? "-" : "") + random.nextInt(1000) + "."
                    + digits(random, 1 + random.nextInt(3)),
            random -> random.nextInt(50) + (random.nextBoolean() ? ".0" : ""),
            random -> date(random, 28),
            random -> date(random, 29),
            random -> date(random, 28) + (random.nextBoolean() ? "T10:00:00Z" : " 23:59:59.123+02:00"),
            random -> date(random, 28) + "T10:00:00",
            random -> new UUID(random.nextLong(), random.nextLong()).toString(),
            random -> new UUID(random.nextLong(), random.nextLong()).toString().toUpperCase(Locale.ROOT),
            random -> Boolean.toString(random.nextBoolean()),
            random -> random.nextBoolean() ? "t" : "f",
            random -> random.nextBoolean() ? "yes" : "no",
            random -> "{\"\"a\"\": " + random.nextInt(3) + ".50, \"\"b\"\": [null, \"\"x\"\"]}",
            random -> "{\"\"a\"\": 1, \"\"a\"\": 2}",
            random -> "word " + random.nextInt(1_000_000),
            random -> "w" + random.nextInt(10),
            random -> "+" + random.nextInt(1000),
            random -> " " + random.nextInt(1000),
            random -> "1e" + random.nextInt(9),
            random -> "-0",
            random -> "");

    private final Random random;

    OddColumns(long seed) {
        this.random = new Random(seed);
    }

    private static String digits(Random random, int count) {
        return random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static String date(Random random, int days) {
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d",
                1900 + random.nextInt(200),
                1 + random.nextInt(12),
                1 + random.nextInt(days));
    }

    /** A CSV file of so many columns; the first may be a counter. */
    String csv(int rows, int columns) {
        List<Function<Random, String>> kinds = new ArrayList<>();
        List<Integer> gaps = new ArrayList<>();
        List<Integer> breaks = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            kinds.add(KINDS.get(random.nextInt(KINDS.size())));
            gaps.add(random.nextInt(3) == 0 ? 5 : 0);
            breaks.add(random.nextInt(4) == 0 ? random.nextInt(rows) : -1);
        }
        boolean counter = random.nextBoolean();
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            csv.append(i == 0 ? "" : ",").append(i == 0 && counter ? "id" : "c" + i);
        }
        for (int row = 0; row < rows; row++) {
            csv.append('\n');
            for (int i = 0; i < columns; i++) {
                csv.append(i == 0 ? "" : ",");
                if (i == 0 && counter) {
                    csv.append(row + 1);
                } else if (gaps.get(i) == 0 || random.nextInt(gaps.get(i)) > 0) {
                    csv.append('"')
                            .append(breaks.get(i) == row ? "n/a" : kinds.get(i).apply(random))
                            .append('"');
                }
            }
        }
        return csv.append('\n').toString();
    }
}
