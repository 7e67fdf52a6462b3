package org.schemuse.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.cli.Workplace;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.server.EmbeddedServer;
import org.schemuse.testsupport.ExternalJudge;

/** Libpq's SSL modes against a server with a certificate of its own for {@code localhost}, and not for 127.0.0.1. */
@Tag("every-combination")
class SslModesIT {
    @TempDir
    private static Path folder;

    private static Workplace workplace;
    private static EmbeddedServer.Address server;

    @BeforeAll
    static void serveWithSsl() throws Exception {
        workplace = Workplace.in(folder);
        server = workplace.server().ensureRunning();
        assertThatThrownBy(() -> encrypted(Map.of("PGSSLMODE", "require"), server.host()))
                .as("a server that cannot")
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not support SSL");
        assertThat(encrypted(Map.of(), server.host()))
                .as("prefer is no more than that")
                .isFalse();
        try (Connection connection = connect(Map.of(), server.host());
                Statement sql = connection.createStatement()) {
            writeKeys(Path.of(value(sql, "SHOW data_directory")), "server", "cn=localhost");
            sql.execute("ALTER SYSTEM SET ssl = on");
            sql.execute("SELECT pg_reload_conf()");
            for (int i = 0; i < 100 && value(sql, "SHOW ssl").equals("off"); i++) {
                sql.execute("SELECT pg_sleep(0.05)");
            }
        }
        writeKeys(folder, "stranger", "cn=localhost");
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @ParameterizedTest
    @CsvSource({"disable, false", "allow, false", "prefer, true", "require, true", "'', true"})
    void modesThatAskForNoProof(String mode, boolean encrypted) throws SQLException {
        assertThat(encrypted(Map.of("PGSSLMODE", mode), "127.0.0.1")).isEqualTo(encrypted);
    }

    @Test
    void verifyCaWantsTheCertificateAndVerifyFullTheNameToo() throws Exception {
        String trusted = folder.resolve("server.crt").toString();
        String stranger = folder.resolve("stranger.crt").toString();
        assertThat(encrypted(Map.of("PGSSLMODE", "verify-ca", "PGSSLROOTCERT", trusted), "127.0.0.1"))
                .isTrue();
        assertThat(encrypted(Map.of("PGSSLMODE", "verify-full", "PGSSLROOTCERT", trusted), "localhost"))
                .isTrue();
        assertRefused(Map.of("PGSSLMODE", "verify-full", "PGSSLROOTCERT", trusted), "127.0.0.1", "127.0.0.1");
        assertRefused(Map.of("PGSSLMODE", "verify-ca", "PGSSLROOTCERT", stranger), "127.0.0.1", "");
        assertRefused(Map.of("PGSSLMODE", "verify-full", "PGSSLROOTCERT", stranger), "localhost", "");
        assertRefused(Map.of("PGSSLMODE", "verify-full", "PGSSLROOTCERT", "/nowhere.crt"), "localhost", "/nowhere.crt");
        assertRefused(Map.of("PGSSLROOTCERT", "system"), "localhost", "");
    }

    static List<Map<String, String>> combinations() {
        List<Map<String, String>> all = new ArrayList<>();
        for (String mode : List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full")) {
            for (String root : List.of("", "server.crt", "stranger.crt", "missing.crt")) {
                for (String binding : List.of("disable", "prefer", "require")) {
                    for (String pass : List.of("rw-------", "rw-r--r--", "")) {
                        all.add(Map.of("mode", mode, "root", root, "binding", binding, "pass", pass));
                    }
                }
            }
        }
        return all;
    }

    /** Libpq is the judge: psql with the same environment connects, or does not, and encrypts, or does not. */
    @Test
    void connectsWherePsqlDoes() throws Exception {
        ExternalJudge.needs("psql");
        Path passFile = folder.resolve("pgpass");
        Files.writeString(passFile, "*:*:*:*:" + server.password() + "\n");
        List<String> different = new ArrayList<>();
        for (Map<String, String> each : combinations()) {
            Map<String, String> environment = new HashMap<>();
            environment.put("PGSSLMODE", each.get("mode"));
            environment.put("PGCHANNELBINDING", each.get("binding"));
            if (!each.get("root").isEmpty()) {
                environment.put(
                        "PGSSLROOTCERT", folder.resolve(each.get("root")).toString());
            }
            environment.put("PGPASSWORD", each.get("pass").isEmpty() ? server.password() : "");
            if (!each.get("pass").isEmpty()) {
                environment.put("PGPASSFILE", passFile.toString());
                Files.setPosixFilePermissions(passFile, PosixFilePermissions.fromString(each.get("pass")));
            }
            String ours = ours(environment);
            String libpq = psql(environment);
            if (!ours.equals(libpq)) {
                different.add(each + ": psql " + libpq + ", ours " + ours);
            }
        }
        // Where the certificate is not trusted, prefer falls back to a plain connection in libpq; ours stays encrypted.
        assertThat(different)
                .hasSize(6)
                .allSatisfy(each -> assertThat(each).contains("mode=prefer", "root=stranger.crt", "ours encrypted"));
    }

    private static String ours(Map<String, String> environment) throws SQLException {
        try {
            return encrypted(environment, "localhost") ? "encrypted" : "plain";
        } catch (Failure refused) {
            assertThat(refused.getMessage()).hasLineCount(1).doesNotContain("Exception", "PKIX", "sun.security");
            return "refused";
        }
    }

    private static String psql(Map<String, String> environment) throws Exception {
        ProcessBuilder psql = new ProcessBuilder(
                "psql", "-w", "-X", "-A", "-t", "-c", "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        psql.environment().keySet().removeIf(name -> name.startsWith("PG"));
        psql.environment().putAll(place("localhost"));
        psql.environment().putAll(environment);
        Process process = psql.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            return "refused";
        }
        return said.strip().endsWith("t") ? "encrypted" : "plain";
    }

    private static void assertRefused(Map<String, String> ssl, String host, String said) {
        assertThatThrownBy(() -> encrypted(ssl, host))
                .as(ssl.toString())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(said);
    }

    private static boolean encrypted(Map<String, String> ssl, String host) throws SQLException {
        try (Connection connection = connect(ssl, host);
                Statement sql = connection.createStatement()) {
            return value(sql, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                    .equals("t");
        }
    }

    private static Connection connect(Map<String, String> ssl, String host) throws SQLException {
        Map<String, String> environment = new HashMap<>(place(host));
        environment.put("PGPASSWORD", server.password());
        environment.putAll(ssl);
        return new TargetFinder(environment, folder, note -> {}, note -> {})
                .find(null)
                .dataSource()
                .getConnection();
    }

    private static Map<String, String> place(String host) {
        return Map.of(
                "HOME", folder.toString(),
                "PGHOST", host,
                "PGPORT", Integer.toString(server.port()),
                "PGUSER", server.user(),
                "PGDATABASE", server.database());
    }

    private static String value(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** A key and its own certificate, in the server's folder and, of the certificate, in the test's. */
    private static void writeKeys(Path where, String name, String subject) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        subject,
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        pem(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(name).getEncoded());
        pem(
                where.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(name).getEncoded());
        pem(where.resolve(name + ".key"), "PRIVATE KEY", key(keys, name));
    }

    private static byte[] key(KeyStore keys, String name) throws GeneralSecurityException {
        return keys.getKey(name, "changeit".toCharArray()).getEncoded();
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
