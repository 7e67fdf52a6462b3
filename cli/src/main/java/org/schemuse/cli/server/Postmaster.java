package org.schemuse.cli.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process that {@code postmaster.pid} speaks of: line 1 is its process id, line 4 its port, line 8 its state
 * (PostgreSQL, src/include/utils/pidfile.h). The file outlives a server that was killed.
 *
 * @param pid of the postmaster
 * @param port on 127.0.0.1
 * @param ready whether it said that it takes connections
 */
record Postmaster(long pid, int port, boolean ready) {
    private static final int CONNECT_MILLIS = 1000;

    /** What the file in the data directory says; empty if there is none, or it is still being written. */
    static Optional<Postmaster> named(Path dataDirectory) throws IOException {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            if (lines.size() < 4) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip()),
                    ready));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean takesConnections() {
        if (!ready || !isAlive()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** After a crash of the machine the number may have gone to a process that has nothing to do with PostgreSQL. */
    boolean isSomeoneElse() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> !Path.of(command).endsWith("postgres") && !command.endsWith("postgres (deleted)"))
                .orElse(false);
    }
}
