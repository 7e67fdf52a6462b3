package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.fixture.Damage;
import org.schemuse.importer.fixture.GoldenFiles;
import org.schemuse.importer.fixture.Worlds;

/**
 * Damaged dumps, the same ones every time: each becomes rows, with a finding and its place for whatever
 * is wrong, or is refused with the reason. Every line and byte is accounted for, within bounds of time and memory.
 */
class MutationTest {
    private static final int A_PIECE = 500;
    private static final int SECONDS_A_PIECE = 60;

    @TempDir
    private Path folder;

    /** How a reading ended. */
    private enum End {
        CLEAN,
        FOUND,
        REFUSED
    }

    @Test
    void noDamageEndsInAnythingButRowsAndFindingsOrARefusal() throws Exception {
        damaged(3_000);
    }

    @Test
    @Tag("every-combination")
    void noDamageOfAHundredThousandEndsInAnythingElse() throws Exception {
        damaged(100_000);
    }

    private void damaged(int variants) throws Exception {
        List<byte[]> originals = Worlds.everyDump();
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Map<End, Integer>>> pieces = new ArrayList<>();
            for (int first = 0; first < variants; first += A_PIECE) {
                int from = first;
                pieces.add(workers.submit(() -> piece(originals, from)));
            }
            Map<End, Integer> ends = new EnumMap<>(End.class);
            for (int i = 0; i < pieces.size(); i++) {
                ended(pieces.get(i), i * A_PIECE).forEach((end, times) -> ends.merge(end, times, Integer::sum));
            }
            assertThat(ends.get(End.CLEAN)).isGreaterThan(variants / 200);
            assertThat(ends.get(End.FOUND)).isGreaterThan(variants / 2);
            assertThat(ends.get(End.REFUSED)).isBetween(1, variants / 4);
        } finally {
            workers.shutdownNow();
        }
    }

    /** A reading that does not end is what is feared, so nobody waits for it for ever. */
    private static Map<End, Integer> ended(Future<Map<End, Integer>> piece, int from) throws Exception {
        try {
            return piece.get(SECONDS_A_PIECE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return fail("one of the variants " + from + " to " + (from + A_PIECE - 1) + " does not end", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
    }

    private Map<End, Integer> piece(List<byte[]> originals, int from) throws IOException {
        Path file = folder.resolve("damaged-" + from + ".mdb");
        Map<End, Integer> ends = new EnumMap<>(End.class);
        for (int variant = from; variant < from + A_PIECE; variant++) {
            Random random = new Random(variant);
            byte[] damaged = Damage.done(originals.get(random.nextInt(originals.size())), random);
            Inspection inspection = TwoReadings.of(file, damaged, "variant " + variant);
            End end = inspection == null ? End.REFUSED : inspection.findings().isEmpty() ? End.CLEAN : End.FOUND;
            ends.merge(end, 1, Integer::sum);
        }
        Files.delete(file);
        return ends;
    }

    @Test
    void aDumpMayStopAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(new GoldenFiles("ok", ".records").dump("tinymuse-15"));
        int firstFlags = new String(whole, StandardCharsets.ISO_8859_1).indexOf("262144");
        int end = new String(whole, StandardCharsets.ISO_8859_1).indexOf("***END OF DUMP***");
        for (int length = 1; length < whole.length; length++) {
            Inspection inspection = TwoReadings.of(
                    folder.resolve("damaged.mdb"), Arrays.copyOf(whole, length), "first " + length + " bytes");
            if (length > firstFlags) {
                assertThat(inspection).as("first %d bytes", length).isNotNull();
                boolean onlyMailIsMissing = length > end + 16 && (whole[length - 1] == '\n' || length == end + 17);
                assertThat(inspection.importable()).as("first %d bytes", length).isEqualTo(onlyMailIsMissing);
            }
        }
    }
}
