package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.fingerprint.Fingerprint;

/** What is stored comes back as it was, or not at all. */
class StoredCopiesTest {
    private static final Fingerprint LINES = new Fingerprint(List.of(
            "table t {\"comment\" : \"one\\ntwo\"}", "function f() {\"source\" : \"a\\\\n\r\n\\\"\"}", "schema x"));

    @TempDir
    private Path folder;

    @Test
    void aFingerprintComesBackAsItWas() {
        StoredCopies copies = StoredCopies.in(folder.resolve("a/b"));
        assertThat(copies.find("key")).isEmpty();
        copies.store("key", LINES);
        assertThat(copies.find("key")).contains(LINES);
        assertThat(copies.find("other")).isEmpty();
        assertThat(copies.replaced().find("key")).as("to be made again").isEmpty();
        assertThat(StoredCopies.none().find("key")).isEmpty();
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        StoredCopies.in(folder.resolve("private")).store("key", LINES);
        assertThat(mode(folder.resolve("private"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("private/key"))).isEqualTo("rw-------");
    }

    @Test
    void whatOthersMayWriteOrWasCutOffIsNotBelieved() throws IOException {
        StoredCopies copies = StoredCopies.in(folder.resolve("private"));
        copies.store("key", LINES);
        Path file = folder.resolve("private/key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(copies.find("key")).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(copies.find("key")).contains(LINES);

        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
        assertThat(copies.find("key")).isEmpty();
        copies.store("key", LINES);
        Files.setPosixFilePermissions(folder.resolve("private"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(copies.find("key")).isEmpty();
    }

    @Test
    void theOldestGo() throws IOException {
        StoredCopies copies = StoredCopies.in(folder.resolve("many"));
        for (int i = 0; i < 60; i++) {
            copies.store("key" + i, LINES);
        }
        try (Stream<Path> files = Files.list(folder.resolve("many"))) {
            assertThat(files).hasSize(40);
        }
    }

    @Test
    void aFolderThatCannotBeMadeKeepsNothing() throws IOException {
        StoredCopies copies =
                StoredCopies.in(Files.createFile(folder.resolve("file")).resolve("below"));
        copies.store("key", LINES);
        assertThat(copies.find("key")).isEmpty();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
