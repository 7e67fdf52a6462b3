package org.schemuse.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Redis 7 server for one test class, on a free port of the loopback address, without persistence. The build unpacks the
 * program {@code redis-server} into {@code test-support/target/redis} (ADR 0061); it needs no library and no root.
 */
public final class TestRedis implements AutoCloseable {
    private static final int ATTEMPTS = 200;

    private final Process process;
    private final Path folder;
    private final int port;

    private TestRedis(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param options further words of the command line, such as {@code --requirepass} and a password
     * @throws IllegalStateException if the program is missing or does not start; no test is skipped because of it
     */
    public static TestRedis start(String... options) {
        try {
            Path folder = Files.createTempDirectory("schemuse-redis");
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(
                    program().toString(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--dir",
                    folder.toString()));
            command.addAll(List.of(options));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            TestRedis redis = new TestRedis(process, folder, port);
            redis.awaitPort();
            return redis;
        } catch (IOException e) {
            throw new IllegalStateException("redis-server did not start: " + e.getMessage(), e);
        }
    }

    /** A jar keeps no file modes, so the program becomes executable here. */
    private static Path program() {
        Path program = BuiltBinaries.of("redis")
                .map(folder -> folder.resolve("redis-server"))
                .filter(Files::exists)
                .orElseThrow(() -> new IllegalStateException("expected redis-server in test-support/target/redis,"
                        + " found nothing. Run: ./mvnw -pl test-support test-compile"));
        if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
            throw new IllegalStateException(program + " cannot be made executable");
        }
        return program;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://" + host() + ":" + port;
    }

    /** Stops it; a second time does nothing. */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPort() throws IOException {
        for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host(), port), 1000);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        String log = Files.readString(folder.resolve("log"));
        close();
        throw new IllegalStateException("redis-server did not come up on port " + port + ":\n" + log);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
