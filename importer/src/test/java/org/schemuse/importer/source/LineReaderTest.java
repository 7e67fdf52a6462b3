package org.schemuse.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.finding.UnusableDumpException;

class LineReaderTest {
    private static List<String> lines(String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static List<String> lines(InputStream bytes) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(bytes, null)) {
            while (reader.next()) {
                lines.add(text(reader));
            }
        }
        return lines;
    }

    private static String text(LineReader reader) {
        return new String(reader.buffer(), reader.start(), reader.end() - reader.start(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void nothingHasNoLine() throws IOException {
        assertThat(lines("")).isEmpty();
    }

    @Test
    void everyLineFeedEndsALine() throws IOException {
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("a\n\nb\r\n")).containsExactly("a", "", "b\r");
    }

    @Test
    void theLastLineMayLackItsLineFeed() throws IOException {
        try (LineReader reader =
                new LineReader(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)), null)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.terminated()).isTrue();
            assertThat(reader.sizeWithEnd()).isEqualTo(2);
            assertThat(reader.next()).isTrue();
            assertThat(reader.terminated()).isFalse();
            assertThat(reader.sizeWithEnd()).isEqualTo(1);
            assertThat(reader.next()).isFalse();
            assertThat(reader.next()).isFalse();
            assertThat(reader.lines()).isEqualTo(2);
        }
    }

    @Test
    void linesLongerThanTheBufferAreWhole() throws IOException {
        String megabyte = "x".repeat(1 << 20) + "y";

        assertThat(lines("a\n" + megabyte + "\nb\n")).containsExactly("a", megabyte, "b");
    }

    @Test
    void aLineThatNeverEndsIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) 'x');
                return length;
            }
        };

        assertThatThrownBy(() -> lines(endless))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageStartingWith("line 1 is longer than 16 MiB");
    }

    @Test
    void positionsCountLinesFromOneAndBytesFromZero() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        List<Position> expected = new ArrayList<>();
        for (int line = 1; line <= 2000; line++) {
            expected.add(new Position(line, text.length()));
            text.append("z".repeat(random.nextInt(1000))).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        List<Position> positions = new ArrayList<>();
        ContentDigest digest = new ContentDigest();

        try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes), digest)) {
            while (reader.next()) {
                positions.add(reader.position());
            }
        }

        assertThat(positions).isEqualTo(expected);
        assertThat(digest.bytes()).isEqualTo(bytes.length);
    }
}
