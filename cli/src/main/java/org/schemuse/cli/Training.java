package org.schemuse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Streams;

/**
 * Run by the build only: runs the commands that users wait for, in one JVM, so that the class-data archive created at its exit
 * contains their classes. It works on an embedded server in the working directory, never on a database that the environment
 * names. If no server can start, the archive contains what was loaded until then, and the build continues.
 */
final class Training {
    private Training() {}

    /**
     * Takes the path of the file to write when done, a dump to import, and the file that Maven wrote when the build began:
     * the checksum of the sources, which the launcher compares with theirs.
     */
    public static void main(String[] args) throws IOException {
        run("server", "stop");
        deleteData();
        if (run("server", "start") == ExitCode.DONE.code()) {
            for (String[] command : commands(args[1])) {
                run(command);
            }
            run("server", "stop");
        }
        Path sources = Path.of(args[2]);
        Files.writeString(Path.of(args[0]), Files.exists(sources) ? Files.readString(sources) : "unknown\n");
    }

    private static String[][] commands(String dump) {
        return new String[][] {
            {"--version"},
            {"--help"},
            {"catalogs"},
            {"catalogs", "--json"},
            {"migrate"},
            {"migrate", "--json"},
            {"inspect", dump},
            {"inspect", dump, "--json"},
            {"import", dump},
            {"import", dump, "--json"},
            {"imports"},
            {"imports", "--json"},
            {"status"},
            {"status", "--json"},
            {"lint"},
            {"lint", "--json"},
            {"history"},
            {"history", "--json"},
            {"rollback", "--count", "1", "--yes"},
            {"server", "status"},
            {"status", "--url", "postgresql://nobody@127.0.0.1:1/nowhere"},
            {"no-such-command"},
        };
    }

    private static int run(String... command) {
        System.err.println("+ schemuse " + String.join(" ", command));
        return Schemuse.run(new GlobalOptions(Map.of(), Path.of(""), Streams.standard()), command);
    }

    /** The changelogs may have changed in a way no installation in the world would accept. */
    private static void deleteData() throws IOException {
        Path data = Path.of(".schemuse", "data");
        if (Files.exists(data)) {
            try (var paths = Files.walk(data)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
