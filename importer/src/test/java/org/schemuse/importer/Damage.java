package org.schemuse.importer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens to dumps: bits flip, lines go missing or come twice, numbers are nonsense, files stop in the middle. */
public final class Damage {
    private static final List<String> NUMBERS = List.of(
            "-1",
            "-2",
            "0",
            "1",
            "49999999",
            "50000001",
            "2147483647",
            "-2147483648",
            "4294967296",
            "99999999999999999999999999",
            "",
            "x",
            " 7",
            "+7",
            "7\r");
    private static final List<String> LINES = List.of(
            "***END OF DUMP***",
            "&0",
            "&3",
            "!2",
            "@1",
            "@14",
            "@15",
            "~0",
            "~2000000000",
            "<",
            "\\",
            ">",
            "/",
            ">5",
            "+1:1:1:0:4:mail",
            "+",
            "\0",
            "\u0015",
            "\r");

    private Damage() {}

    /** One to three accidents, the same ones for the same state of {@code random}. */
    public static byte[] done(byte[] bytes, Random random) {
        byte[] damaged = bytes;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damaged = damaged(damaged, random);
        }
        return damaged;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {'@'};
        }
        return switch (random.nextInt(8)) {
            case 0 -> withBitsFlipped(bytes, random);
            case 1 -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            default -> withLinesDamaged(bytes, random);
        };
    }

    private static byte[] withBitsFlipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] withLinesDamaged(byte[] bytes, Random random) {
        List<String> lines =
                new ArrayList<>(Arrays.asList(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.set(at, damagedNumber(lines.get(at), random));
            case 4 -> lines.add(at, LINES.get(random.nextInt(LINES.size())));
            default ->
                lines.subList(at, Math.min(lines.size(), at + 1 + random.nextInt(12)))
                        .clear();
        }
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.writeBytes(String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
        return damaged.toByteArray();
    }

    /** Another number in the place of one, behind the mark if the line has one. */
    private static String damagedNumber(String line, Random random) {
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        boolean marked = !line.isEmpty() && "@~&!>/".indexOf(line.charAt(0)) >= 0;
        return marked ? line.charAt(0) + number : number;
    }
}
