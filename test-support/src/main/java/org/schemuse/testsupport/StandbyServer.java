package org.schemuse.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** A hot standby of an embedded server: a base backup of it, which streams its changes. Stopped and deleted on close. */
public final class StandbyServer implements AutoCloseable {
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts");

    private final TestDatabase primary;
    private final Path folder;
    private final EmbeddedPostgreSql.Running server;

    private StandbyServer(TestDatabase primary, Path folder, EmbeddedPostgreSql.Running server) {
        this.primary = primary;
        this.folder = folder;
        this.server = server;
    }

    /**
     * Backs a server up, and starts the standby on the backup.
     *
     * @param primary a database of an embedded server, which goes on running
     */
    public static StandbyServer of(TestDatabase primary) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("schemuse-standby");
        try (Connection connection = primary.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Path data = Path.of(TestDatabase.text(statement, "SHOW data_directory"));
            Files.writeString(
                    data.resolve("pg_hba.conf"), "host replication all all scram-sha-256\n", StandardOpenOption.APPEND);
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(data, folder);
            Files.writeString(
                    folder.resolve("backup_label"),
                    TestDatabase.text(statement, "SELECT labelfile FROM pg_backup_stop(false)"));
        }
        Files.createFile(folder.resolve("standby.signal"));
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=" + primary.host() + " port=" + primary.port() + " user=" + primary.user()
                        + " password=" + primary.password() + "'\n",
                StandardOpenOption.APPEND);
        EmbeddedPostgreSql.Running server = EmbeddedPostgreSql.on(folder, primary.serverMajorVersion());
        return new StandbyServer(primary, folder, server);
    }

    public int port() {
        return server.port();
    }

    /** Returns when everything that is committed on the primary can be read here. */
    public void await() throws Exception {
        String replayed = "SELECT pg_last_wal_replay_lsn() >= '" + endOfWhatIsCommitted() + "'";
        String here = "jdbc:postgresql://localhost:" + server.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(here, primary.user(), primary.password());
                Statement statement = connection.createStatement()) {
            Await.until(
                    "the standby has replayed it",
                    () -> TestDatabase.text(statement, replayed).equals("t"));
        }
    }

    /**
     * Commits on the primary with a flush, which includes every earlier commit. The embedded servers run with
     * {@code synchronous_commit = off}, so without it the flushed log may end before the latest commits; and PostgreSQL
     * flushes only the commit of a transaction that has written to the log, as the message does.
     */
    private String endOfWhatIsCommitted() throws SQLException {
        try (Connection connection = primary.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            statement.execute("SELECT pg_logical_emit_message(true, 'await', '')");
            return TestDatabase.text(statement, "SELECT pg_current_wal_flush_lsn()");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(StandbyServer::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log comes by streaming, and files that go meanwhile are made again from it. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean log = file.getParent().equals(from.resolve("pg_wal"));
                if (!log && !NOT_COPIED.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file).toString()));
                    } catch (NoSuchFileException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }
}
