package org.schemuse.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.cli.Workplace;
import org.schemuse.cli.report.Failure;
import org.schemuse.testsupport.Await;

class EmbeddedServerIT {
    @TempDir
    private Path folder;

    private Workplace workplace;
    private EmbeddedServer server;

    @BeforeEach
    void setUp() throws IOException {
        workplace = Workplace.in(folder);
        server = workplace.server();
    }

    @AfterEach
    void stop() {
        workplace.close();
    }

    @Test
    void dataOutlivesARestartAndThePortStays() throws SQLException {
        EmbeddedServer.Address first = server.ensureRunning();
        execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        assertThat(server.stop()).isTrue();
        assertThat(server.state().running()).isFalse();
        assertThat(server.isSetUp()).isTrue();
        EmbeddedServer.Address second = server.ensureRunning();
        assertThat(second.port()).isEqualTo(first.port());
        assertThat(value(second, "SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void askingAgainFindsTheSameServer() {
        server.ensureRunning();
        Long pid = server.state().pid();
        server.ensureRunning();
        assertThat(server.state().pid()).isEqualTo(pid);
        assertThat(server.stop()).isTrue();
        assertThat(server.stop()).isFalse();
    }

    @Test
    void aKilledServerComesBackWithWhatItHadCommitted() throws Exception {
        EmbeddedServer.Address address = server.ensureRunning();
        execute(address, "CREATE TABLE kept AS SELECT 42 AS answer");
        kill();
        assertThat(server.state().running()).isFalse();
        assertThat(value(server.ensureRunning(), "SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void aPidFileThatNamesSomeoneElsesProcessIsStale() throws IOException, SQLException {
        server.ensureRunning();
        server.stop();
        Path pidFile = folder.resolve(".schemuse/data/postmaster.pid");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.write(
                    pidFile,
                    List.of(
                            Long.toString(ProcessHandle.current().pid()),
                            folder.resolve(".schemuse/data").toString(),
                            "1700000000",
                            Integer.toString(other.getLocalPort()),
                            "",
                            "127.0.0.1",
                            "",
                            "ready   "));
            assertThat(server.state().running()).isFalse();
            assertThat(value(server.ensureRunning(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aPortTakenByAnotherProgramIsLeftToIt() throws IOException, SQLException {
        EmbeddedServer.Address before = server.ensureRunning();
        server.stop();
        try (ServerSocket other = new ServerSocket(before.port(), 1, InetAddress.getLoopbackAddress())) {
            EmbeddedServer.Address after = server.ensureRunning();
            assertThat(after.port()).isNotEqualTo(other.getLocalPort());
            assertThat(value(after, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void twoWhoAskAtOnceGetOneServer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<EmbeddedServer.Address> ask = () -> workplace.server().ensureRunning();
            List<Future<EmbeddedServer.Address>> both = threads.invokeAll(List.of(ask, ask));
            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void onlyItsOwnerMayEnterAndOnlyWithThePassword() throws IOException, SQLException {
        EmbeddedServer.Address address = server.ensureRunning();
        assertThat(permissions(".schemuse")).isEqualTo("rwx------");
        assertThat(permissions(".schemuse/pgpass")).isEqualTo("rw-------");
        assertThat(value(address, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(value(address, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        assertThat(address.toString()).doesNotContain(address.password());
        assertThatThrownBy(() -> DriverManager.getConnection(url(address), address.user(), "guess"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void whatIsWrittenIsKeptSafe() throws SQLException {
        EmbeddedServer.Address address = server.ensureRunning();
        assertThat(value(address, "SHOW fsync")).isEqualTo("on");
        assertThat(value(address, "SHOW full_page_writes")).isEqualTo("on");
        assertThat(value(address, "SHOW data_checksums")).isEqualTo("on");
        assertThat(value(address, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(value(address, "SELECT lower('\u00c4')")).isEqualTo("\u00e4");
    }

    @Test
    void dataOfAnotherMajorIsLeftAlone() throws IOException {
        server.ensureRunning();
        server.stop();
        Files.writeString(folder.resolve(".schemuse/data/PG_VERSION"), "16\n");
        assertThatThrownBy(server::ensureRunning)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("was made by PostgreSQL 16, but this Schemuse brings PostgreSQL 17");
        Files.writeString(folder.resolve(".schemuse/data/PG_VERSION"), "17\n");
    }

    @Test
    void aSetUpCutShortIsBegunAgain() throws IOException, SQLException {
        Files.createDirectories(folder.resolve(".schemuse/data.new/base"));
        Files.writeString(folder.resolve(".schemuse/data.new/PG_VERSION"), "17\n");
        assertThat(server.isSetUp()).isFalse();
        assertThat(value(server.ensureRunning(), "SELECT current_database()")).isEqualTo("schemuse");
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        assertThatThrownBy(() -> EmbeddedServer.in(file, note -> {}).ensureRunning())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file + ": it is not a folder");
    }

    @Test
    void aFolderNamePostgresqlCannotStandIsNamed() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("odd$name"));
        assertThatThrownBy(() ->
                        EmbeddedServer.in(odd.resolve(".schemuse"), note -> {}).ensureRunning())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot stand");
    }

    private void kill() throws Exception {
        ProcessHandle postmaster = ProcessHandle.of(server.state().pid()).orElseThrow();
        assertThat(postmaster.destroyForcibly()).isTrue();
        Await.until("the server is gone", () -> !server.state().running());
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private static String url(EmbeddedServer.Address address) {
        return "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
    }

    private static Connection connect(EmbeddedServer.Address address) throws SQLException {
        return DriverManager.getConnection(url(address), address.user(), address.password());
    }

    private static void execute(EmbeddedServer.Address address, String sql) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(EmbeddedServer.Address address, String sql) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
