package org.schemuse.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL a benchmark runs on, as it comes: settings of its own would make the numbers nobody's. (The servers of
 * the tests do without fsync.) As superuser.
 */
final class Server implements AutoCloseable {
    private final PGSimpleDataSource maintenance;
    private final EmbeddedPostgres embedded;
    private final String description;

    private Server(PGSimpleDataSource maintenance, EmbeddedPostgres embedded, String kind) {
        this.maintenance = maintenance;
        this.embedded = embedded;
        this.description = "PostgreSQL " + ask("SHOW server_version").replaceFirst(" .*", "") + " (" + kind
                + "), shared_buffers " + ask("SHOW shared_buffers") + ", fsync " + ask("SHOW fsync");
    }

    /** A server that runs already; user and password from {@code PGUSER} and {@code PGPASSWORD}. */
    static Server at(String jdbcUrl) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(System.getenv().getOrDefault("PGUSER", "postgres"));
        source.setPassword(System.getenv().getOrDefault("PGPASSWORD", ""));
        return new Server(source, null, "given");
    }

    /** A server of the major of this machine's {@code pg_dump}, which takes no newer one; of 17 if there is none. */
    static Server embedded() throws IOException {
        int major = Programs.major("pg_dump").orElse(17);
        Path jar = Path.of(System.getProperty("schemuse.postgres.binaries")).resolve("postgresql-" + major + ".jar");
        if (!Files.isReadable(jar)) {
            throw new IOException("expected the binaries of PostgreSQL " + major + " at " + jar
                    + ", found nothing; name a server with -Dbench.url=jdbc:postgresql://...");
        }
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> archive(jar))
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:" + server.getPort() + "/postgres");
        source.setUser("postgres");
        return new Server(source, server, "embedded");
    }

    private static InputStream archive(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry archive = file.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no .txz inside " + jar));
            try (InputStream in = new BufferedInputStream(file.getInputStream(archive))) {
                return new ByteArrayInputStream(in.readAllBytes());
            }
        }
    }

    String description() {
        return description;
    }

    /** A fresh empty database, in place of one of this name. */
    DataSource create(String database) {
        drop(database);
        execute("CREATE DATABASE " + database);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(maintenance.getUser());
        source.setPassword(maintenance.getPassword());
        return source;
    }

    void drop(String database) {
        execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    /** Writes everything to disk, so that a measurement does not pay for the one before it. */
    void checkpoint() {
        execute("CHECKPOINT");
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /** How libpq's programs connect; the password, if there is one, is in {@code PGPASSWORD} as it was for us. */
    String conninfo(String database) {
        return "host=" + host() + " port=" + port() + " user=" + maintenance.getUser() + " dbname=" + database;
    }

    String host() {
        return maintenance.getServerNames()[0];
    }

    int port() {
        int port = maintenance.getPortNumbers()[0];
        return port == 0 ? 5432 : port;
    }

    String user() {
        return maintenance.getUser();
    }

    private String ask(String sql) {
        try (Handle handle = Jdbi.open(maintenance)) {
            return handle.createQuery(sql).mapTo(String.class).one();
        }
    }

    private void execute(String sql) {
        try (Handle handle = Jdbi.open(maintenance)) {
            handle.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }
}
