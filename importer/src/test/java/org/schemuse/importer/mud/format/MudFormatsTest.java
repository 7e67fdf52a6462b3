package org.schemuse.importer.mud.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.GoldenFiles;

/** What a file is, told by looking at it. */
class MudFormatsTest {
    static List<Path> dumps() throws IOException {
        return new GoldenFiles("ok", ".records").dumps();
    }

    /** A run is exported long after it was read, by what {@code import_runs} says of the layout. */
    @ParameterizedTest
    @MethodSource("dumps")
    void aLayoutComesBackFromItsData(Path file) throws IOException {
        Dump dump = MudFormats.all().detect(Files.readAllBytes(file));
        ObjectMapper json = new ObjectMapper();

        Dump stored = MudFormats.all().stored(json.readTree(json.writeValueAsBytes(dump.layoutData())));

        assertThat(stored.layoutData()).isEqualTo(dump.layoutData());
        assertThat(stored.layout()).isEqualTo(dump.layout());
        assertThat(stored.rules().dialect()).isEqualTo(dump.rules().dialect());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +V-4158462\\ndbversion 6\\nsavedtime "x"\\n~3\\n | a PennMUSH flatfile
            +V1\\nsavedtime "Mon"\\nchannels 2\\n            | a PennMUSH chat database; give its main database
            +T13378305\\n+S4\\n                              | a TinyMUSH flatfile
            +X992001\\n+S4\\n                                | a TinyMUX flatfile
            +R2\\n                                          | a RhostMUSH flatfile
            #0\\nLimbo\\n                                    | a dump of the first MUD layout, with records that begin with '#'
            PGDMP\\1                                        | a dump of PostgreSQL; restore it with pg_restore
            Dear all\\n                                     | a text file that begins with 'Dear all'
            """)
    void otherTextsAreCalledWhatTheyAre(String text, String kind) {
        assertThat(refusal(bytes(text.strip().replace("\\n", "\n").replace("\\1", "\1"))))
                .isEqualTo("is no flatfile of TinyMUSE or deMUSE but " + kind + "; expected '@' and a version number,"
                        + " or '~' and the number of objects, on its first line"
                        + (kind.startsWith("a text file") ? "; rows of a table are imported with --table" : ""));
    }

    /** By the writers of Java and not by bytes that we believe to be theirs. */
    @Test
    void otherFilesAreCalledWhatTheyAre() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("world.mdb"));
        }
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write('@');
        }
        assertThat(refusal(zip.toByteArray())).contains("but a ZIP archive; unpack it first;");
        assertThat(refusal(gzip.toByteArray())).contains("but compressed with gzip twice; unpack it once;");
        assertThat(refusal(picture("png"))).contains("but a PNG picture;");
        assertThat(refusal(picture("gif"))).contains("but a GIF picture;");
        assertThat(refusal(picture("jpg"))).contains("but a JPEG picture;");
        assertThat(refusal(new byte[] {7, 0, 7})).contains("but a binary file that begins with");
    }

    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    @Test
    void aFormatThatThisProgramDoesNotKnowIsNamed() {
        assertThatThrownBy(() -> MudFormats.all()
                        .stored(new ObjectMapper().createObjectNode().put("format", "moo")))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("of format \"moo\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String refusal(byte[] sample) {
        try {
            throw new AssertionError(
                    "taken for " + MudFormats.all().detect(sample).layout());
        } catch (UnusableDumpException e) {
            return e.getMessage();
        }
    }
}
