package org.schemuse.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.testsupport.ExternalJudge;

/** What operators name as a dump, and what is none. */
class DumpSourceTest {
    private static final byte[] WORLD = "@15\n0\n0\n~0\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private static DumpSource source(Path path) throws IOException {
        return named(path.toString());
    }

    private static DumpSource named(String name) throws IOException {
        return DumpSource.of(name, InputStream.nullInputStream());
    }

    private static byte[] read(DumpSource source) throws IOException {
        try (InputStream bytes = source.open()) {
            return bytes.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("no.mdb");

        assertThatThrownBy(() -> source(missing))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessage(missing + ": no such file; check the path");
    }

    @Test
    void aDirectoryIsNoDump() {
        assertThatThrownBy(() -> source(folder))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageEndingWith(
                        "is a directory; name the dump file in it, or import its files of rows with --dir");
    }

    @Test
    void anEmptyFileIsNoDump() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mdb"));

        assertThatThrownBy(() -> source(empty))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> DumpSource.of("-", InputStream.nullInputStream()))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageStartingWith("standard input: is empty");
    }

    @Test
    void aFileCanBeReadAgainAndAgain() throws IOException {
        DumpSource source = source(Files.write(folder.resolve("world.mdb"), WORLD));

        assertThat(read(source)).isEqualTo(WORLD);
        assertThat(read(source)).isEqualTo(WORLD);
        assertThat(source.storedBytes()).isEqualTo(WORLD.length);
    }

    @Test
    void standardInputCanBeReadAgainAndLeavesNothingBehind() throws IOException {
        DumpSource source = DumpSource.of("-", new ByteArrayInputStream(gzip(WORLD)));
        try (source) {
            assertThat(source.name()).isEqualTo("standard input");
            assertThat(read(source)).isEqualTo(WORLD);
            assertThat(read(source)).isEqualTo(WORLD);
        }
        assertThatThrownBy(source::storedBytes).isInstanceOf(IOException.class);
    }

    @Test
    void theNameOfACompressedFileHasThatOfWhatIsInIt() {
        for (String name : List.of("a.csv", "a.csv.gz", "a.csv.gzip", "a.csv.GZ", "a.csv.bz2", "a.csv.zst")) {
            assertThat(Compression.plainName(name)).isEqualTo("a.csv");
        }
        assertThat(Compression.plainName("gz.csv")).isEqualTo("gz.csv");
    }

    @Test
    void gzipIsDecompressedWhateverTheFileIsCalled() throws IOException {
        DumpSource source = source(Files.write(folder.resolve("world.mdb"), gzip(WORLD)));
        CountingStream stored = source.stored();

        try (InputStream bytes = source.open(stored)) {
            assertThat(bytes.readAllBytes()).isEqualTo(WORLD);
        }
        assertThat(stored.count()).isEqualTo(source.storedBytes()).isLessThan(WORLD.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bzip2", "zstd"})
    void otherCompressionsAreReadToo(String program) throws Exception {
        ExternalJudge.needs(program);
        Path plain = Files.write(folder.resolve("plain"), WORLD);
        Path packed = folder.resolve("world.mdb");
        Process packing = new ProcessBuilder(program, "-c", plain.toString())
                .redirectOutput(packed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(packing.waitFor()).isZero();

        assertThat(read(source(packed))).isEqualTo(WORLD);

        byte[] whole = Files.readAllBytes(packed);
        DumpSource cut = source(Files.write(packed, Arrays.copyOf(whole, whole.length - 9)));
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining(program + " data is truncated or damaged");
    }

    @Test
    void gzipCutShortAnywhereGivesWhatIsThere() throws IOException {
        byte[] packed = gzip(WORLD);
        Path file = folder.resolve("cut.gz");
        for (int length = 2; length < packed.length; length++) {
            DumpSource source = source(Files.write(file, Arrays.copyOf(packed, length)));
            if (length < 10) {
                assertThatThrownBy(() -> read(source))
                        .isInstanceOf(UnusableDumpException.class)
                        .hasMessageContaining("gzip");
            } else {
                byte[] bytes = read(source);
                assertThat(Arrays.copyOf(WORLD, bytes.length)).isEqualTo(bytes);
            }
        }
    }

    @Test
    void damagedGzipIsRefused() throws IOException {
        byte[] packed = gzip(WORLD);
        packed[packed.length - 8] ^= 0x55; // of the checksum
        DumpSource source = source(Files.write(folder.resolve("bad.gz"), packed));
        byte[] noMethod = gzip(WORLD);
        noMethod[2] = 7;
        DumpSource unknown = source(Files.write(folder.resolve("unknown.gz"), noMethod));

        assertThatThrownBy(() -> read(source))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("the gzip data");
        assertThatThrownBy(() -> read(unknown))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("the gzip data");
    }

    @Test
    void standardInputCanBeReadTwice() throws IOException {
        try (DumpSource source =
                DumpSource.of("-", new ByteArrayInputStream("@15\n".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(read(source))
                    .isEqualTo(read(source))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("@15\n");
        }
    }

    @Test
    void aPipeCanBeReadTwice() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "echo @15 >\"$0\"", pipe.toString()).start();
        try (DumpSource source = source(pipe)) {
            assertThat(read(source))
                    .isEqualTo(read(source))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("@15\n");
        }
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void nothingIsNoDump() throws IOException {
        assertThatThrownBy(() -> named(""))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("name a file");
        assertThatThrownBy(() -> source(folder))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is a directory");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> source(empty))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> named("a\0b"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is no file name here");
    }

    @Test
    void aGzipHeaderThatEndsTooSoonIsDamage() throws IOException {
        Path cut = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        try (DumpSource source = source(cut)) {
            assertThatThrownBy(source::open)
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining("gzip data");
        }
    }
}
