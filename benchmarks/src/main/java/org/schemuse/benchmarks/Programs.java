package org.schemuse.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other programs: ours from outside, and the peers. */
final class Programs {
    private Programs() {}

    /** Where a program of this name is in the PATH. */
    static Optional<Path> find(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /** The major version a program of PostgreSQL says it has. */
    static OptionalInt major(String name) throws IOException {
        if (find(name).isEmpty()) {
            return OptionalInt.empty();
        }
        Matcher version = Pattern.compile("\\) (\\d+)").matcher(run(Path.of(""), Map.of(), List.of(name, "--version")));
        return version.find() ? OptionalInt.of(Integer.parseInt(version.group(1))) : OptionalInt.empty();
    }

    /**
     * Runs a command to its end.
     *
     * @return what it wrote to standard output
     * @throws IOException if it ends with a code other than 0, or cannot be started; with what it said
     */
    static String run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        return run(folder, environment, command, code -> code == 0);
    }

    /** As {@link #run(Path, Map, List)}, of a command that other codes are no failure of. */
    static String run(Path folder, Map<String, String> environment, List<String> command, IntPredicate fine)
            throws IOException {
        Path errors = Files.createTempFile("schemuse-benchmark-", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (!fine.test(code)) {
                throw new IOException(String.join(" ", command) + " ended with code " + code + ": " + output
                        + Files.readString(errors));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), e);
        } finally {
            Files.delete(errors);
        }
    }
}
