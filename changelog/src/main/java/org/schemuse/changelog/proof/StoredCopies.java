package org.schemuse.changelog.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.liquibase.ChangelogDigest;

/**
 * The fingerprints of copies that were made before, each in a file of a folder of the user's own, which nobody else may
 * read or write. A fingerprint that cannot be stored or read is as good as none: it is made again.
 */
public final class StoredCopies {
    /** A file is some hundred kilobytes; the one that was not used for longest goes first. */
    private static final int MOST = 40;

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final String END = "end of ";

    /** What the name of a file begins with until it is complete. */
    private static final String UNFINISHED = "new-";

    /** A file that is unfinished for longer was left by a process that was killed. */
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    private final @Nullable Path folder;
    private final boolean finds;

    private StoredCopies(@Nullable Path folder, boolean finds) {
        this.folder = folder;
        this.finds = finds;
    }

    /** Kept in a folder, which need not exist yet. */
    public static StoredCopies in(Path folder) {
        return new StoredCopies(folder, true);
    }

    /** Keeps and finds nothing. */
    public static StoredCopies none() {
        return new StoredCopies(null, false);
    }

    /** Keeps what is made from now on, and finds nothing of before. */
    public StoredCopies replaced() {
        return new StoredCopies(folder, false);
    }

    /** Whether it keeps anything. */
    boolean keeps() {
        return folder != null;
    }

    /** @param key the name of the file: letters and digits */
    Optional<Fingerprint> find(String key) {
        try {
            if (folder == null || !finds) {
                return Optional.empty();
            }
            Path file = folder.resolve(key);
            if (!Files.isRegularFile(file) || !isPrivate(folder) || !isPrivate(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            int count = lines.size() - 1;
            if (count < 0 || !lines.get(count).equals(end(key, lines.subList(0, count)))) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            return Optional.of(new Fingerprint(lines.subList(0, count).stream()
                    .map(StoredCopies::unescaped)
                    .toList()));
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    void store(String key, Fingerprint fingerprint) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!isPrivate(folder)) {
                return;
            }
            List<String> lines = new ArrayList<>(
                    fingerprint.lines().stream().map(StoredCopies::escaped).toList());
            lines.add(end(key, lines));
            write(lines, folder, key);
            forgetOld(folder);
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            // The next drift makes the copy again.
        }
    }

    /** Readable by its owner alone from the first moment, and there only once it is complete. */
    private static void write(List<String> lines, Path folder, String key) throws IOException {
        Path unfinished = Files.createTempFile(folder, UNFINISHED, "");
        try {
            Files.write(unfinished, lines, StandardCharsets.UTF_8);
            Files.move(unfinished, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The last line: it does not fit if any other was damaged. */
    private static String end(String key, List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        all.add(key);
        return END + ChangelogDigest.of(all);
    }

    /** What somebody else may write proves nothing. */
    private static boolean isPrivate(Path path) throws IOException {
        return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
                        .noneMatch(OTHERS::contains)
                && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    private static void forgetOld(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
        long now = System.currentTimeMillis();
        for (Path file : List.copyOf(files)) {
            boolean unfinished = file.getFileName().toString().startsWith(UNFINISHED);
            if (unfinished && now - file.toFile().lastModified() > LONGEST_WRITE.toMillis()) {
                Files.deleteIfExists(file);
            }
            if (unfinished) {
                files.remove(file);
            }
        }
        files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
        for (Path old : files.subList(0, Math.max(0, files.size() - MOST))) {
            Files.deleteIfExists(old);
        }
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                char escaped = line.charAt(++i);
                text.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
