package org.schemuse.cli.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.server.PostgresPrograms.Ended;

/**
 * A PostgreSQL server in one folder. It is set up and started when it is first needed, listens on 127.0.0.1 only, and keeps
 * running after this process has ended. Its data stay until the folder is deleted. If two processes need it at once, a file
 * lock lets one start it; the other finds it started.
 */
public final class EmbeddedServer {
    /** Long enough to replay what a crash left in the log. */
    private static final String START_SECONDS = "300";

    private static final int START_ATTEMPTS = 5;

    /** For one person's bulk loads on one machine. Nothing here trades safety: fsync stays on, pages have checksums. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=" + ServerFolder.HOST,
            "unix_socket_directories=",
            "shared_buffers=256MB",
            "work_mem=32MB",
            "maintenance_work_mem=256MB",
            "max_wal_size=4GB",
            "wal_level=minimal",
            "max_wal_senders=0");

    private final ServerFolder folder;
    private final PostgresPrograms programs;
    private final BuildInfo build = BuildInfo.read();
    private final String binaries = "postgres-" + build.postgres();
    private final Consumer<String> notes;
    private final boolean scratch;

    private EmbeddedServer(Path folder, Consumer<String> notes, boolean scratch) {
        this.folder = new ServerFolder(folder);
        this.programs = new PostgresPrograms(this.folder, binaries);
        this.notes = notes;
        this.scratch = scratch;
    }

    /**
     * Creates a server for one run, beside that of a folder. It uses the programs of that server and never its data.
     * {@link #remove} deletes it, and so does the end of this process by a signal.
     */
    public static EmbeddedServer scratch(Path folder, Consumer<String> notes) {
        EmbeddedServer home = in(folder, notes);
        EmbeddedServer server = new EmbeddedServer(
                folder.resolve("scratch-" + ProcessHandle.current().pid()), line -> {}, true);
        try {
            home.folder.create();
            home.folder.alone(home::unpack);
            server.folder.create();
            PostgresBinaries.link(home.folder.resolve(home.binaries), server.folder.resolve(server.binaries));
        } catch (IOException e) {
            throw home.unusable(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
        return server;
    }

    /** The major version of the PostgreSQL inside, such as {@code 17}. */
    public static String major() {
        return BuildInfo.read().postgresMajor();
    }

    /** Stops a server that {@link #scratch} created, and deletes it. Does nothing if it is called again. */
    public synchronized void remove() {
        if (!scratch) {
            throw new IllegalStateException(folder.path() + " is no scratch server");
        }
        try {
            stop();
            ServerFolder.delete(folder.path());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * The server of a folder, which need not exist yet.
     *
     * @param folder such as {@code .schemuse}
     * @param notes receives a line for each step that takes a while
     */
    public static EmbeddedServer in(Path folder, Consumer<String> notes) {
        return new EmbeddedServer(folder, notes, false);
    }

    /** How to reach the running server. */
    public record Address(String host, int port, String database, String user, String password, Path passFile) {
        /** Without the password. */
        @Override
        public String toString() {
            return user + "@" + host + ":" + port + "/" + database;
        }
    }

    /** Whether there is data to start on. */
    public boolean isSetUp() {
        return folder.holdsData();
    }

    /** The state of the server, from its process and its port. Starts nothing. */
    public ServerState state() {
        try {
            Optional<Postmaster> running = running();
            return new ServerState(
                    running.isPresent(),
                    isSetUp(),
                    folder.path().toString(),
                    running.map(Postmaster::port).orElse(null),
                    running.map(Postmaster::pid).orElse(null));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Sets up and starts what is not yet there.
     *
     * @throws Failure (exit code 4) if it cannot be started here
     */
    public Address ensureRunning() {
        try {
            Optional<Postmaster> running = running();
            if (running.isPresent()) {
                return address(running.get());
            }
            folder.create();
            return address(folder.alone(this::start));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Stops it, ending open sessions; false if it was not running. */
    public boolean stop() {
        try {
            return running().isPresent() && folder.alone(this::stopPostmaster);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private boolean stopPostmaster() throws IOException {
        Ended stopped = programs.run(null, "pg_ctl", "stop", "-D", ServerFolder.DATA, "-m", "fast", "-w");
        if (stopped.status() != 0 && running().isPresent()) {
            throw Failure.database("Cannot stop the PostgreSQL in " + folder.path() + ": " + stopped.output());
        }
        return true;
    }

    private Optional<Postmaster> running() throws IOException {
        Optional<Postmaster> named = Postmaster.named(folder);
        return named.isPresent() && named.get().takesConnections() ? named : Optional.empty();
    }

    private Address address(Postmaster postmaster) {
        return new Address(
                ServerFolder.HOST,
                postmaster.port(),
                ServerFolder.DATABASE,
                ServerFolder.USER,
                folder.password(),
                folder.resolve("pgpass"));
    }

    /** {@link #ensureRunning} while this process holds the file lock. Another process may have started the server before. */
    private Postmaster start() throws IOException {
        Optional<Postmaster> running = running();
        if (running.isPresent()) {
            return running.get();
        }
        folder.failIfUnspeakable();
        failIfOtherMajor();
        unpack();
        if (!folder.holdsData()) {
            initialise();
        }
        return startPostmaster();
    }

    /** Whether there was anything to unpack. */
    private boolean unpack() throws IOException {
        if (PostgresBinaries.areIn(folder.resolve(binaries))) {
            return false;
        }
        notes.accept("Unpacking PostgreSQL " + build.postgres() + " into " + folder.path() + " (once) ...");
        PostgresBinaries.unpack(folder.resolve(binaries));
        return true;
    }

    private void failIfOtherMajor() throws IOException {
        if (folder.holdsData() && !folder.dataMajor().equals(build.postgresMajor())) {
            throw Failure.database("The data in " + folder.path() + " was made by PostgreSQL " + folder.dataMajor()
                    + ", but this Schemuse brings PostgreSQL " + build.postgresMajor()
                    + ". Use the Schemuse that made it, or move the folder away to begin afresh.");
        }
    }

    /** Makes the data directory and the database in it, aside: {@code data} appears only once both are complete. */
    private void initialise() throws IOException {
        notes.accept("Setting up a PostgreSQL in " + folder.path() + " (once) ...");
        String aside = ServerFolder.DATA + ".new";
        ServerFolder.delete(folder.resolve(aside));
        Path password = folder.writePassword();
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                aside,
                "-U",
                ServerFolder.USER,
                "--pwfile=" + password.getFileName(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        if (scratch) {
            // Nobody misses what a crash would take.
            arguments.addAll(List.of("-c", "fsync=off"));
        }
        try {
            succeed("initdb", programs.run(null, "initdb", arguments.toArray(String[]::new)));
        } finally {
            Files.delete(password);
        }
        succeed(
                "postgres",
                programs.run(
                        "CREATE DATABASE " + ServerFolder.DATABASE + ";\n",
                        "postgres",
                        "--single",
                        "-D",
                        aside,
                        "postgres"));
        Files.move(folder.resolve(aside), folder.resolve(ServerFolder.DATA), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void succeed(String program, Ended ended) {
        if (ended.status() != 0) {
            String[] lines = ended.output().split("\\R", -1);
            throw Failure.database("Cannot set up PostgreSQL: " + program + " ended with " + ended.status() + ": "
                    + lines[lines.length - 1] + ". Give --url for a server of your own.");
        }
    }

    private Postmaster startPostmaster() throws IOException {
        Optional<Postmaster> named = Postmaster.named(folder);
        if (named.isPresent() && !named.get().isRunning()) {
            Postmaster.declareDead(folder);
        }
        notes.accept("Starting PostgreSQL in " + folder.path() + " ...");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Ended started = programs.run(
                    null,
                    "pg_ctl",
                    "start",
                    "-D",
                    ServerFolder.DATA,
                    "-l",
                    ServerFolder.LOG,
                    "-w",
                    "-t",
                    START_SECONDS,
                    "-o",
                    "-p " + port);
            Optional<Postmaster> running = running();
            if (started.status() == 0 && running.isPresent()) {
                folder.keepPort(port);
                return running.get();
            }
            String complaint = folder.lastComplaint();
            if (attempt == START_ATTEMPTS || !mayPass(complaint)) {
                throw Failure.database("Cannot start the PostgreSQL in " + folder.path() + ": " + complaint + ". See "
                        + folder.resolve(ServerFolder.LOG) + ", or give --url for a server of your own.");
            }
            pause();
        }
    }

    /** Another program took the port in between, or the sessions of a killed server have not all ended yet. */
    private static boolean mayPass(String complaint) {
        return complaint.contains("could not create any TCP/IP sockets")
                || complaint.contains("pre-existing shared memory block");
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int freePort() throws IOException {
        Optional<Integer> kept = folder.keptPort();
        return kept.isPresent() && isFree(kept.get()) ? kept.get() : anyFreePort();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Failure unusable(IOException e) {
        return Failure.database(
                "Cannot keep a PostgreSQL in " + folder.path() + ": " + Failure.reason(e)
                        + ". Work in a folder you may write to, or give --url for a server of your own.",
                e);
    }
}
