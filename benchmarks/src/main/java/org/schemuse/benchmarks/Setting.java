package org.schemuse.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a benchmark runs on: this machine, a folder for its files, and a PostgreSQL server once it is asked for. */
final class Setting implements AutoCloseable {
    private final String url;
    private final Path folder;
    private final List<String> used = new ArrayList<>();
    private Server server;

    /** Uses the server of a JDBC URL, or one from the embedded binaries if the URL is empty. */
    Setting(String url) throws IOException {
        this.url = url;
        this.folder = Files.createTempDirectory("schemuse-benchmark-");
    }

    /** The root of the project, with {@code schemuse} in it. */
    Path project() {
        return Path.of("").toAbsolutePath();
    }

    /** An empty folder, removed afterwards. */
    Path folder() {
        return folder;
    }

    /** The server, started when it is first asked for. */
    Server server() throws IOException {
        if (server == null) {
            server = url.isEmpty() ? Server.embedded() : Server.at(url);
            uses(server.description());
        }
        return server;
    }

    /** Notes what took part, with its version, for the page. */
    void uses(String what) {
        used.add(what);
    }

    /** What the numbers depend on. */
    List<String> machine() throws IOException {
        List<String> machine = new ArrayList<>();
        machine.add(Runtime.getRuntime().availableProcessors() + " processors (" + processor() + "), " + memory()
                + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.add("Java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")");
        machine.addAll(used);
        return machine;
    }

    private static String processor() throws IOException {
        return property("/proc/cpuinfo", "model name", System.getProperty("os.arch"));
    }

    private static String memory() throws IOException {
        String kilobytes = property("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? "" : Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GiB, ";
    }

    private static String property(String file, String name, String otherwise) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
