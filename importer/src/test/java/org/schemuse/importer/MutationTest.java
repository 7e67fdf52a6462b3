package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.dump.Text;
import org.schemuse.importer.problem.UnusableDump;

/**
 * Thousands of damaged dumps, the same ones every time: each ends in findings, in a clean reading or in a refusal that
 * says why, and every line and byte is accounted for.
 */
class MutationTest {
    private static final int VARIANTS = 4000;
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

    @TempDir
    private Path folder;

    @Test
    void noDamageEndsInAnythingButFindingsOrARefusal() throws IOException {
        List<byte[]> originals = originals();
        Random random = new Random(1991);
        int clean = 0;
        int found = 0;
        int refused = 0;
        for (int i = 0; i < VARIANTS; i++) {
            byte[] damaged = originals.get(random.nextInt(originals.size()));
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                damaged = damaged(damaged, random);
            }
            Inspection inspection = inspect(damaged, i);
            refused += inspection == null ? 1 : 0;
            found += inspection != null && !inspection.problems().isEmpty() ? 1 : 0;
            clean += inspection != null && inspection.problems().isEmpty() ? 1 : 0;
        }
        assertThat(clean).isGreaterThan(VARIANTS / 200);
        assertThat(found).isGreaterThan(VARIANTS / 2);
        assertThat(refused).isBetween(1, VARIANTS / 4);
    }

    @Test
    void aDumpMayStopAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(new GoldenFiles("ok", ".records").dump("tinymuse-15"));
        int firstFlags = new String(whole, StandardCharsets.ISO_8859_1).indexOf("262144");
        int end = new String(whole, StandardCharsets.ISO_8859_1).indexOf("***END OF DUMP***");
        for (int length = 1; length < whole.length; length++) {
            Inspection inspection = inspect(Arrays.copyOf(whole, length), length);
            if (length > firstFlags) {
                assertThat(inspection).as("first %d bytes", length).isNotNull();
                boolean onlyMailIsMissing = length > end + 16 && (whole[length - 1] == '\n' || length == end + 17);
                assertThat(inspection.importable()).as("first %d bytes", length).isEqualTo(onlyMailIsMissing);
            }
        }
    }

    /** Reads a damaged dump; {@code null} if it is refused. */
    private Inspection inspect(byte[] damaged, int variant) throws IOException {
        Path file = Files.write(folder.resolve("damaged.mdb"), damaged);
        try {
            Inspection inspection = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Worlds.inspect(file), () -> "variant " + variant);
            assertThat(Accounted.bytes(inspection))
                    .as("bytes of variant %d", variant)
                    .isEqualTo(damaged.length);
            assertThat(Accounted.lines(inspection))
                    .as("lines of variant %d", variant)
                    .isEqualTo(Accounted.linesOf(damaged));
            return inspection;
        } catch (UnusableDump refusal) {
            assertThat(refusal.getMessage()).contains("damaged.mdb: ");
            return null;
        } catch (RuntimeException e) {
            throw new AssertionError("variant " + variant + ": " + RecordText.quoted(text(damaged)), e);
        }
    }

    private static Text text(byte[] bytes) {
        return new Text(bytes, 0, bytes.length);
    }

    private static List<byte[]> originals() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Worlds.harbour(), Worlds.brokenHarbour()));
        files.addAll(new GoldenFiles("ok", ".records").dumps());
        files.addAll(new GoldenFiles("err", ".problems").dumps());
        List<byte[]> originals = new ArrayList<>();
        for (Path file : files) {
            originals.add(Files.readAllBytes(file));
        }
        return originals;
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
