package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.DumpSource;

/** What operators name as a dump, and what is none. */
class DumpSourceTest {
    @TempDir
    private Path folder;

    private static DumpSource source(String name) throws IOException {
        return DumpSource.of(name, InputStream.nullInputStream());
    }

    private static String read(DumpSource source) throws IOException {
        try (InputStream bytes = source.open()) {
            return new String(bytes.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void standardInputCanBeReadTwice() throws IOException {
        try (DumpSource source =
                DumpSource.of("-", new ByteArrayInputStream("@15\n".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(read(source)).isEqualTo(read(source)).isEqualTo("@15\n");
        }
    }

    @Test
    void aPipeCanBeReadTwice() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "echo @15 >\"$0\"", pipe.toString()).start();
        try (DumpSource source = source(pipe.toString())) {
            assertThat(read(source)).isEqualTo(read(source)).isEqualTo("@15\n");
        }
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void nothingIsNoDump() throws IOException {
        assertThatThrownBy(() -> source(""))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("name a file");
        assertThatThrownBy(() -> source(folder.toString()))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is a directory");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> source(empty.toString()))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> source("a\0b"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is no file name here");
    }

    @Test
    void aGzipHeaderThatEndsTooSoonIsDamage() throws IOException {
        Path cut = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        try (DumpSource source = source(cut.toString())) {
            assertThatThrownBy(source::open)
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining("gzip data");
        }
    }
}
