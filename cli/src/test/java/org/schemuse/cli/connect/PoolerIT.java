package org.schemuse.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;
import org.schemuse.cli.Ran;
import org.schemuse.cli.Workplace;
import org.schemuse.cli.server.EmbeddedServer;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.ExternalJudge;

/** Commands through PgBouncer, in each of its modes. */
@Tag("once")
class PoolerIT {
    @TempDir
    private static Path folder;

    private static Workplace workplace;
    private static EmbeddedServer.Address server;

    private Process pgbouncer;
    private int port;

    @BeforeAll
    static void startServer() throws IOException {
        ExternalJudge.needs("pgbouncer");
        workplace = Workplace.in(folder);
        server = workplace.server().ensureRunning();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (workplace != null) {
            workplace.close();
        }
    }

    @AfterEach
    void stopPooler() throws InterruptedException {
        if (pgbouncer != null) {
            pgbouncer.destroy();
            assertThat(pgbouncer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool_mode = transaction",
                "pool_mode = transaction\nserver_round_robin = 1",
                "pool_mode = statement"
            })
    void sharedSessionsAreRefusedBeforeAnythingHappens(String mode) throws Exception {
        pool(mode);
        for (List<String> command : List.of(
                List.of("migrate", "promptpal", "--schema", "pooled"),
                List.of("status", "promptpal", "--schema", "pooled"),
                List.of("imports", "--schema", "pooled"))) {
            Ran ran = run(command);
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(4);
            assertThat(ran.err()).hasLineCount(1).contains("connection pooler", "URL of the PostgreSQL server itself");
        }
        assertThat(schemas()).doesNotContain("pooled");
    }

    /**
     * Without the check of the command line, as an application that contains the library.
     *
     * @param sessions of the server, which get the transactions in turn; so the run comes to another one at any of its steps
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nothingLandsInAnotherSchemaWhereNobodyHasLookedForAPooler(int sessions) throws Exception {
        pool("pool_mode = transaction\nserver_round_robin = 1");
        PGSimpleDataSource pooled = new PGSimpleDataSource();
        pooled.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + server.database() + "?prepareThreshold=0");
        pooled.setUser(server.user());
        pooled.setPassword(server.password());
        Schema schema = Schema.of(pooled, Catalog.named("promptpal").orElseThrow(), "by_library");
        openSessions(pooled, sessions);
        assertThatThrownBy(() -> schema.migrate(MigrationRequest.defaults()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("URL of the PostgreSQL server itself");
        assertThat(relations("public")).isZero();
    }

    private static void openSessions(DataSource pooled, int sessions) throws SQLException {
        List<Connection> clients = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Connection client = pooled.getConnection();
            client.setAutoCommit(false);
            client.createStatement().execute("SELECT 1");
            clients.add(client);
        }
        for (Connection client : clients) {
            // PgBouncer closes a session whose client goes in the middle of a transaction.
            client.commit();
            client.close();
        }
    }

    @Test
    void poolInSessionModeIsAsGoodAsTheServer() throws Exception {
        pool("pool_mode = session");
        Ran ran = run(List.of("migrate", "promptpal", "--schema", "by_session"));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(schemas()).contains("by_session");
        assertThat(run(List.of("rollback", "promptpal", "--schema", "by_session", "--all", "--yes"))
                        .exitCode())
                .isZero();
    }

    private Ran run(List<String> command) {
        Map<String, String> environment = Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Integer.toString(port),
                "PGDATABASE", server.database(),
                "PGUSER", server.user(),
                "PGPASSWORD", server.password());
        return Ran.here(folder, environment, command.toArray(String[]::new));
    }

    private static int relations(String schema) {
        TargetDatabase target =
                new TargetFinder(Map.of("HOME", folder.toString()), folder, note -> {}, note -> {}).find(null);
        return Jdbi.create(target.dataSource())
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM pg_class WHERE relnamespace = CAST(:schema AS regnamespace)")
                        .bind("schema", schema)
                        .mapTo(Integer.class)
                        .one());
    }

    private static List<String> schemas() {
        TargetDatabase target =
                new TargetFinder(Map.of("HOME", folder.toString()), folder, note -> {}, note -> {}).find(null);
        return Jdbi.create(target.dataSource())
                .withHandle(handle -> handle.createQuery("SELECT nspname FROM pg_namespace")
                        .mapTo(String.class)
                        .list());
    }

    private void pool(String mode) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path users = Files.writeString(
                folder.resolve("users.txt"), "\"%s\" \"%s\"\n".formatted(server.user(), server.password()));
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = plain
                auth_file = %s
                ignore_startup_parameters = extra_float_digits,options,search_path
                logfile = %s
                %s
                """.formatted(
                        server.host(), server.port(), port, users, folder.resolve("pgbouncer.log"), mode));
        pgbouncer = start(settings);
        Await.until("the pooler answers", () -> {
            assertThat(pgbouncer.isAlive()).isTrue();
            return answers();
        });
    }

    /** PgBouncer refuses to run as root. */
    private static Process start(Path settings) throws IOException {
        boolean root = System.getProperty("user.name").equals("root");
        if (root) {
            return new ProcessBuilder("unshare", "-U", "pgbouncer", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("pgbouncer.out").toFile())
                    .start();
        }
        return new ProcessBuilder("pgbouncer", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.out").toFile())
                .start();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
