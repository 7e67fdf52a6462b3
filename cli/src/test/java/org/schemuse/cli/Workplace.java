package org.schemuse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.schemuse.cli.server.EmbeddedServer;
import org.schemuse.testsupport.Await;

/**
 * A folder to run the packaged application in, as a person would, and the embedded server in it, which is stopped on
 * close. PostgreSQL's programs are linked in from the build instead of being unpacked each time.
 */
public final class Workplace implements AutoCloseable {
    public static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Path BUILT = Path.of("target", "training", ".schemuse");

    private final Path folder;

    private Workplace(Path folder) {
        this.folder = folder;
    }

    public static Workplace in(Path folder) throws IOException {
        if (Files.isDirectory(BUILT)) {
            try (Stream<Path> versions = Files.list(BUILT)) {
                for (Path programs : versions.filter(
                                p -> p.getFileName().toString().startsWith("postgres-"))
                        .toList()) {
                    link(
                            programs,
                            Files.createDirectories(folder.resolve(".schemuse")).resolve(programs.getFileName()));
                }
            }
        }
        return new Workplace(folder);
    }

    public Path path() {
        return folder;
    }

    public EmbeddedServer server() {
        return EmbeddedServer.in(folder.resolve(".schemuse"), note -> {});
    }

    /** Runs {@code ./schemuse} here with no PG* variable but these. */
    public Ran run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        return start(environment, args).ended();
    }

    public Ran run(String... args) throws IOException, InterruptedException {
        return run(Map.of(), args);
    }

    /** Starts it and does not wait. */
    public Running start(Map<String, String> environment, String... args) throws IOException {
        return start(REPOSITORY.resolve("schemuse"), environment, args);
    }

    public Running start(Path launcher, Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile("schemuse", ".out");
        Path err = Files.createTempFile("schemuse", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("SCHEMUSE_"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** A run under way. */
    public record Running(Process process, Path out, Path err) {
        /** Returns when the condition holds, or the process has ended before. */
        public void awaitUnlessEnded(String what, Await.Condition condition) throws Exception {
            Await.until(what, () -> !process.isAlive() || condition.holds());
        }

        public Ran ended() throws IOException, InterruptedException {
            int code = process.waitFor();
            Ran ran = new Ran(code, Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ran;
        }
    }

    @Override
    public void close() {
        server().stop();
    }

    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            paths.forEach(path -> {
                try {
                    Path target = to.resolve(from.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(target);
                    } else if (Files.isSymbolicLink(path)) {
                        Files.createSymbolicLink(target, Files.readSymbolicLink(path));
                    } else {
                        Files.createLink(target, path.toRealPath());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
