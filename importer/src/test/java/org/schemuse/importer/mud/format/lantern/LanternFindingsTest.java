package org.schemuse.importer.mud.format.lantern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.Accounted;
import org.schemuse.importer.fixture.FindingText;
import org.schemuse.importer.fixture.Worlds;

/** Damaged worlds of Lantern, and beside each what is found in it: {@code lantern/err}. */
class LanternFindingsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "lantern");

    @TempDir
    private Path services;

    private Lanterns lanterns;

    @BeforeEach
    void makeKnown() throws IOException {
        lanterns = new Lanterns(services);
    }

    @AfterEach
    void forget() throws IOException {
        lanterns.close();
    }

    static List<Path> damaged() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("err"))) {
            return files.filter(file -> file.toString().endsWith(".lantern"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void findingsAreThoseOfTheGoldenFile(Path dump) throws IOException {
        Path golden = Path.of(dump.toString().replaceAll("lantern$", "findings"));
        String found = Worlds.inspect(dump).findings().stream()
                .map(finding -> FindingText.of(finding) + "\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, found);
        }
        assertThat(found).isNotEmpty().isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void everyLineAndByteOfBothFilesIsAccountedFor(Path dump) throws IOException {
        Path mail = Path.of(dump + ".mail");
        String bytes = Files.readString(dump, StandardCharsets.ISO_8859_1)
                + (Files.exists(mail) ? Files.readString(mail, StandardCharsets.ISO_8859_1) : "");

        Inspection inspection = Worlds.inspect(dump);

        assertThat(Accounted.bytes(inspection)).isEqualTo(bytes.length());
        assertThat(Accounted.lines(inspection)).isEqualTo(bytes.lines().count());
    }

    @Test
    void nothingIsFoundInAWholeWorld() throws IOException {
        Inspection inspection = Worlds.inspect(FOLDER.resolve("ok").resolve("harbour.lantern"));

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.dialect()).isEqualTo("Lantern");
        assertThat(inspection.counts().mail()).isEqualTo(2);
    }

    @Test
    void otherFilesAreNoneOfAllFormats(@TempDir Path folder) throws IOException {
        Path letter = Files.writeString(folder.resolve("letter"), "Dear all\n");

        assertThatThrownBy(() -> Worlds.inspect(letter))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is no flatfile of TinyMUSE or deMUSE, nor world of Lantern but a text file");
    }
}
