package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of small dumps, each with a text beside it that says what is to be read in it. Run with
 * {@code -Dgolden.update=true} to write these texts anew, and read the difference before committing it.
 */
final class GoldenFiles {
    private static final Path DUMPS = Path.of("src", "test", "resources", "dumps");

    private final Path folder;
    private final String ending;

    /** The dumps in a folder, whose texts have this ending. */
    GoldenFiles(String folder, String ending) {
        this.folder = DUMPS.resolve(folder);
        this.ending = ending;
    }

    List<Path> dumps() throws IOException {
        return files(".mdb");
    }

    Path dump(String name) {
        return folder.resolve(name + ".mdb");
    }

    private List<Path> files(String wanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(wanted))
                    .sorted()
                    .toList();
        }
    }

    void check(Path dump, String actual) throws IOException {
        Path golden = folder.resolve(name(dump) + ending);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, actual);
        }
        assertThat(golden).as("run with -Dgolden.update=true to write it").exists();
        assertThat(actual).as("%s", golden).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }

    void failOnOrphans() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> !file.toString().endsWith(".mdb")))
                    .as("what stands here without a dump")
                    .allSatisfy(file -> {
                        assertThat(file.toString()).endsWith(ending);
                        assertThat(folder.resolve(name(file) + ".mdb")).exists();
                    });
        }
    }

    static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
