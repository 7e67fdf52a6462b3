package org.schemuse.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.StalledConnection;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

/** A proxy stands between, which stops to pass bytes on and closes nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public class StallIT {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Proxy proxy;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() throws IOException {
        database = TestDatabase.empty();
        proxy = new Proxy(database.host(), database.port());
    }

    @AfterEach
    void drop() throws IOException {
        proxy.close();
        database.close();
    }

    private DataSource through(int port) {
        Map<String, String> environment = Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Integer.toString(port),
                "PGDATABASE", database.name(),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password());
        return new TargetFinder(environment, folder, notes::add, notes::add)
                .patient(PATIENCE)
                .find(null)
                .dataSource();
    }

    @Test
    void aStatementWhoseAnswerNeverComesIsGivenUp() throws Exception {
        try (Connection connection = through(proxy.port()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            proxy.stall();
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasRootCauseInstanceOf(java.net.SocketException.class)
                    .satisfies(e -> assertThat(causes(e))
                            .anySatisfy(cause -> assertThat(cause)
                                    .isInstanceOf(StalledConnection.class)
                                    .hasMessageContaining("has stalled: nothing came for")
                                    .hasMessageContaining("a second connection")));
        }
    }

    /** The server has sent its answer, and a second connection goes through: the first one alone was forgotten. */
    @Test
    void aConnectionThatAloneWasForgottenIsGivenUp() throws Exception {
        try (Connection connection = through(proxy.port()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            proxy.stallThoseThereAre();
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .satisfies(e -> assertThat(causes(e))
                            .anySatisfy(cause -> assertThat(cause).hasMessageContaining("waits for this one")));
        }
    }

    /** Nobody reads what is written, so the write waits, and Java knows no time limit for that. */
    @Test
    void rowsThatNobodyTakesAreGivenUp() throws Exception {
        try (Connection connection = through(proxy.port()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (text text)");
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN");
            byte[] row = "x".repeat(1 << 16).concat("\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            proxy.stall();
            assertThatThrownBy(() -> {
                        while (true) {
                            copy.writeToCopy(row, 0, row.length);
                        }
                    })
                    .satisfies(e -> assertThat(causes(e))
                            .anySatisfy(cause -> assertThat(cause).isInstanceOf(StalledConnection.class)));
        }
    }

    @Test
    void aServerThatTakesAConnectionAndSaysNothingIsGivenUp() throws Exception {
        proxy.stall();
        assertThatThrownBy(() -> through(proxy.port()).getConnection())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not answer a new connection for 2 s");
    }

    /** Three times as long as the patience; the judge is the server, which gives the result. */
    @Test
    void aLongStatementIsWaitedForAndTold() throws Exception {
        try (Connection connection = through(proxy.port()).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 42 FROM pg_sleep(" + 3 * PATIENCE.toSeconds() + ")")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(42);
        }
        assertThat(notes)
                .anyMatch(note -> note.startsWith("waiting for the server: process ")
                        && note.contains("is at work on: SELECT 42 FROM pg_sleep"));
    }

    @Test
    void aLockIsWaitedFor() throws Exception {
        try (Connection holder = database.dataSource().getConnection();
                Statement holding = holder.createStatement();
                Connection connection = through(proxy.port()).getConnection();
                Statement statement = connection.createStatement()) {
            holding.execute("SELECT pg_advisory_lock(1)");
            Thread waiting = new Thread(() -> {
                try {
                    statement.execute("SELECT pg_advisory_lock(1)");
                    notes.add("locked");
                } catch (SQLException e) {
                    notes.add(e.toString());
                }
            });
            waiting.start();
            Await.until("the wait is noted", () -> !notes.isEmpty());
            holding.execute("SELECT pg_advisory_unlock(1)");
            waiting.join();
        }
        assertThat(notes).first().asString().contains("pg_advisory_lock");
        assertThat(notes).last().isEqualTo("locked");
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** Passes bytes on between whoever connects and the server, until it is told to stop. */
    public static final class Proxy implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final String host;
        private final int serverPort;
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private volatile boolean stalled;
        private final AtomicInteger generation = new AtomicInteger();

        public Proxy(String host, int serverPort) throws IOException {
            this.host = host;
            this.serverPort = serverPort;
            begin(this::accept);
        }

        public int port() {
            return listening.getLocalPort();
        }

        /** Nothing passes any more, in either direction; new connections are taken. */
        public void stall() {
            stalled = true;
        }

        /** As {@link #stall}, but new connections work. */
        public void stallThoseThereAre() {
            generation.incrementAndGet();
        }

        private interface Relay {
            void run() throws IOException;
        }

        private static void begin(Relay relay) {
            Thread thread = new Thread(() -> {
                try {
                    relay.run();
                } catch (IOException e) {
                    // Closed at the end of the test, or by one of the sides.
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() throws IOException {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(host, serverPort);
                sockets.add(client);
                sockets.add(server);
                int born = generation.get();
                begin(() -> pass(client, server, born));
                begin(() -> pass(server, client, born));
            }
        }

        private void pass(Socket from, Socket to, int born) throws IOException {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (stalled || born != generation.get()) {
                    // What was read is lost; the sockets stay open until the test is over.
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
            to.close();
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
