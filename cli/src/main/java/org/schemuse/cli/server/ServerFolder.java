package org.schemuse.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.schemuse.cli.report.Failure;

/**
 * What {@code .schemuse/} holds, each file under one name: the data, the password (in libpq's passfile format, so that
 * psql can use it), the port, the log, the lock. Only its owner may enter.
 */
final class ServerFolder {
    static final String USER = "schemuse";
    static final String DATABASE = "schemuse";
    static final String HOST = "127.0.0.1";
    /** The names below are relative to the folder, which is the working directory of every program started for it. */
    static final String DATA = "data";

    static final String LOG = "server.log";

    private final Path path;

    ServerFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    boolean holdsData() {
        return Files.isRegularFile(resolve(DATA).resolve("PG_VERSION"));
    }

    /** The major version that created the data, such as {@code 17}. */
    String dataMajor() throws IOException {
        return Files.readString(resolve(DATA).resolve("PG_VERSION")).strip();
    }

    /** Creates the folder, which only its owner may enter, and excludes it from the version control of its surroundings. */
    void create() throws IOException {
        if (!Files.isDirectory(path)) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw Failure.database("Cannot keep a PostgreSQL in " + path
                        + ": it is not a folder. Move it away, or give --url for a server of your own.");
            }
            Files.createDirectory(path);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(resolve(".gitignore"), "*\n");
    }

    /** Reads or changes the folder's files. */
    interface FileTask<T> {
        T run() throws IOException;
    }

    /** Runs a task while no other process, and no other thread of this one, runs any here. */
    <T> T alone(FileTask<T> task) throws IOException {
        synchronized (ServerFolder.class) {
            try (FileChannel lock =
                    FileChannel.open(resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                return task.run();
            }
        }
    }

    /** PostgreSQL's own programs call each other through a shell, with these characters as they are. */
    void failIfUnspeakable() {
        if (path.toString().matches("(?s).*[\"$`\\\\\\n].*")) {
            throw Failure.database(
                    "Cannot keep a PostgreSQL in " + path + ": its programs cannot stand \", $, ` or \\ in the"
                            + " name of a folder. Work in another folder, or give --url for a server of your own.");
        }
    }

    /** A new random password, kept in {@code pgpass}, and alone in the file returned, for initdb; delete that one. */
    Path writePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        writePrivately("pgpass", HOST + ":*:*:" + USER + ":" + password + "\n");
        return writePrivately("password.new", password + "\n");
    }

    String password() {
        try {
            String line = Files.readString(resolve("pgpass")).strip();
            return line.substring(line.lastIndexOf(':') + 1);
        } catch (IOException e) {
            throw Failure.database(
                    "Cannot read the password of the embedded PostgreSQL in " + resolve("pgpass")
                            + ". Restore that file, or start afresh in another folder.",
                    e);
        }
    }

    Optional<Integer> keptPort() throws IOException {
        Path file = resolve("port");
        return Files.exists(file)
                ? Optional.of(Integer.parseInt(Files.readString(file).strip()))
                : Optional.empty();
    }

    void keepPort(int port) throws IOException {
        writePrivately("port", port + "\n");
    }

    /** The last line of the server's log that says why it gave up, to be shown in a failure. */
    String lastComplaint() throws IOException {
        Path log = resolve(LOG);
        if (!Files.exists(log)) {
            return "it wrote no log";
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(l -> l.contains("FATAL:") || l.contains("PANIC:"))
                    .reduce((first, second) -> second)
                    .map(l -> l.replaceFirst("^.*?(FATAL|PANIC):\\s*", ""))
                    .orElse("its log names no reason");
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Written aside and moved into place: a reader sees the old content or the new, never a half. */
    private Path writePrivately(String name, String content) throws IOException {
        Path aside = resolve(name + ".part");
        Files.deleteIfExists(aside);
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, content);
        return Files.move(aside, resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
