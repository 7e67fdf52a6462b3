package org.schemuse.cli.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server process that {@code postmaster.pid} speaks of: line 1 is its process id, line 4 its port, line 8 its state
 * (PostgreSQL, src/include/utils/pidfile.h). The file outlives a server that was killed.
 *
 * @param folder the embedded server's folder, with its programs and data
 * @param pid of the postmaster
 * @param port on 127.0.0.1
 * @param ready whether it said that it takes connections
 */
record Postmaster(Path folder, long pid, int port, boolean ready) {
    private static final int CONNECT_MILLIS = 1000;

    /** A process id that no system assigns. PostgreSQL finds no such process and treats the file as stale. */
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

    /** What the file in the data directory says; empty if there is none, or it is still being written. */
    static Optional<Postmaster> named(ServerFolder folder) throws IOException {
        if (!Files.exists(file(folder))) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file(folder));
            if (lines.size() < 4) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new Postmaster(
                    folder.path(),
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip()),
                    ready));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean takesConnections() throws IOException {
        if (!ready || !isRunning()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether a process with this id runs a program of this folder. After a crash of the machine, another process may have
     * the id. After a kill in a container, the process may be a zombie that no parent reaps; it has no program any more.
     */
    boolean isRunning() throws IOException {
        Path programs = folder.toRealPath();
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> Path.of(command).startsWith(programs))
                .orElse(false);
    }

    /**
     * Marks the process in the file as ended, if PostgreSQL cannot detect it. The file itself must stay, because PostgreSQL
     * uses its other lines to check whether sessions of the dead server still write.
     */
    static void declareDead(ServerFolder folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file(folder)));
        lines.set(0, NOBODY);
        Files.write(file(folder), lines);
    }

    private static Path file(ServerFolder folder) {
        return folder.resolve(ServerFolder.DATA).resolve("postmaster.pid");
    }
}
