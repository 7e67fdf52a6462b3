package org.schemuse.importer.table.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.file.TableFile.Format;

/** Whatever happens to a file, it is rows, problems of rows, or one line that says why it is neither. */
class DamagedFilesTest {
    private static final int DAMAGES = 1_000;

    private static final Map<Format, String> FILES = Map.of(
            Format.CSV, "a,b,c\n1,\"x, \"\"y\"\"\n\",é\n,\"\",3\n\n4,5,6\n",
            Format.TEXT, "1\tx\\ty\té\n\\N\t\\\\\t\\\n3\n",
            Format.JSON, "[{\"a\": 1.50, \"b\": \"é\\u00e9\", \"c\": {\"d\": [null, true]}},\n {\"a\": -1e5}]\n",
            Format.JSONL, "{\"a\": 1.50, \"b\": \"é\\ud83d\\ude00\"}\n{\"a\": [[1], {}]}\n\n{\"c\": null}\n",
            Format.YAML,
                    "---\n- a: &x {b: [1, 'é', \"\\t\"]}\n  c: *x\n- {a: !!str 1, ? b : |\n   x\n   y\n}\n- a: >-\n    z\n");

    @TempDir
    private Path folder;

    @Test
    void damagedFilesAreRowsOrRefused() throws IOException {
        for (Map.Entry<Format, String> file : FILES.entrySet()) {
            int read = 0;
            for (int seed = 0; seed < DAMAGES; seed++) {
                byte[] bytes = damaged(file.getValue().getBytes(StandardCharsets.UTF_8), new Random(seed));
                read += read(file.getKey(), bytes) ? 1 : 0;
            }
            assertThat(read)
                    .as("%s files that are not refused as a whole", file.getKey())
                    .isPositive();
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] interesting = "\u0000\"'\n\r\\,;\t{}[]:-&*!|>%@`#?~ \u00ff1".getBytes(StandardCharsets.ISO_8859_1);
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    random.nextBoolean() ? interesting[random.nextInt(interesting.length)] : (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
    }

    private boolean read(Format format, byte[] bytes) throws IOException {
        boolean named = format == Format.TEXT;
        TableFileOptions options = new TableFileOptions(
                format,
                StandardCharsets.UTF_8,
                named ? TableFileOptions.Csv.USUAL.withoutHeader(List.of("a", "b", "c")) : TableFileOptions.Csv.USUAL);
        try {
            ReadRows read = ReadRows.of(Files.write(folder.resolve("a"), bytes), options);
            read.problems().stream()
                    .filter(Objects::nonNull)
                    .forEach(problem -> assertThat(BadText.in(problem.field() + problem.found()))
                            .as("%s can be stored", problem)
                            .isNegative());
            return true;
        } catch (UnusableDumpException e) {
            assertThat(e).hasMessageNotContaining("(null)");
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(format + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
        }
    }
}
