package org.schemuse.cli.server;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;

/**
 * Runs initdb, pg_ctl and postgres inside the server's folder. Everything is named relative to it, so that no quoting
 * inside those programs can stumble over the folder's own name.
 */
final class PostgresPrograms {
    private static final String OUTPUT = "last-command.log";

    private final ServerFolder folder;
    /** Relative to the folder. */
    private final String binaries;

    PostgresPrograms(ServerFolder folder, String binaries) {
        this.folder = folder;
        this.binaries = binaries;
    }

    /** What a program did: its exit status, and all it printed. */
    record Ended(int status, String output) {}

    /** Runs {@code bin/<program>} to its end, with {@code input} on its standard input. */
    Ended run(@Nullable String input, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        Path output = Files.writeString(folder.resolve(OUTPUT), "");
        if (isRoots(output)) {
            command.addAll(asAnotherUser());
        }
        command.add(folder.resolve(binaries) + "/bin/" + program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                // A file, not a pipe: the server started by pg_ctl would hold a pipe open for ever.
                .redirectOutput(Redirect.to(output.toFile()))
                .redirectInput(input == null ? Redirect.from(new File("/dev/null")) : Redirect.PIPE);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return new Ended(waitFor(builder, input), Files.readString(output).strip());
    }

    private static int waitFor(ProcessBuilder builder, @Nullable String input) throws IOException {
        Process process = builder.start();
        try {
            if (input != null) {
                process.outputWriter().append(input).close();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "Interrupted while waiting for PostgreSQL.", e);
        }
    }

    private static boolean isRoots(Path fileOfOurs) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(fileOfOurs, "unix:uid"));
    }

    /** PostgreSQL refuses to run as root. A separate user namespace lets it run as another user of this process. */
    private static List<String> asAnotherUser() {
        if (!LinuxUtils.isUnshareAvailable()) {
            throw Failure.database(
                    "PostgreSQL refuses to run as root, and this machine allows no user namespaces (unshare -U)."
                            + " Run schemuse as an ordinary user, or give --url for a server of your own.");
        }
        return List.of("unshare", "-U");
    }
}
