package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
    void aFileOfWhichAnyByteIsDamagedIsNotBelieved() throws IOException {
        StoredCopies copies = StoredCopies.in(folder.resolve("private"));
        copies.store("key", LINES);
        Path file = folder.resolve("private/key");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            for (byte wrong : new byte[] {'\\', '\n', 'x', 0, (byte) 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] = wrong;
                Files.write(file, damaged);
                assertThat(copies.find("key").isPresent())
                        .as("byte %s becomes %s", at, wrong)
                        .isEqualTo(damaged[at] == whole[at]);
            }
        }
        Files.write(file, Arrays.copyOf(whole, 0));
        assertThat(copies.find("key")).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftUnfinishedGoesWithTheNext() throws IOException {
        Path kept = Files.createDirectory(
                folder.resolve("kept"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path left = Files.writeString(kept.resolve("new-1"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Path underWay = Files.writeString(kept.resolve("new-2"), "half");

        StoredCopies.in(kept).store("key", LINES);
        assertThat(left).doesNotExist();
        assertThat(underWay).exists();
        assertThat(StoredCopies.in(kept).find("key")).contains(LINES);
    }

    /** Neither the order in which they were made nor their names say which one was not used for longest. */
    @Test
    void whatWasNotUsedForLongestGoes() throws IOException {
        StoredCopies copies = StoredCopies.in(folder.resolve("many"));
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            copies.store("key" + i, LINES);
            age(i, i % 3 == 0 ? 100 + i : 50);
        }
        copies.find("key3");
        for (int i = 40; i < 53; i++) {
            copies.store("key" + i, LINES);
        }
        for (int i = 0; i < 53; i++) {
            if (i % 3 != 0 || i == 3 || i >= 40) {
                kept.add("key" + i);
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("many"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    private void age(int key, int hours) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve("many/key" + key), FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
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
