package org.schemuse.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

/** Starts Liquibase's own command line and ours, each as a process of its own, on one database and one folder. */
record Beside(Path folder, TestDatabase database) {
    /** What Liquibase's command line needs of our class path: itself, its dependencies and the driver. */
    private static final List<String> LIBRARIES =
            List.of("liquibase-", "picocli-", "snakeyaml-", "opencsv-", "jaxb-api-", "commons-", "postgresql-");

    /** Starts Liquibase, which finds changelogs in the folder. */
    Started liquibase(String... arguments) throws IOException {
        return liquibaseWith("", arguments);
    }

    /** Starts Liquibase with further query parameters of its URL, such as {@code &currentSchema=a}. */
    Started liquibaseWith(String query, String... arguments) throws IOException {
        List<String> command = liquibaseCommand();
        command.addAll(List.of(
                "--search-path=" + folder,
                "--url=" + database.url() + (database.url().contains("?") ? "&" : "?") + "ApplicationName=liquibase"
                        + query,
                "--username=" + database.user(),
                "--show-banner=false",
                "--analytics-enabled=false",
                "--log-level=info"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts Schemuse in the folder. */
    Started schemuse(String... arguments) throws IOException {
        List<String> command = schemuseCommand();
        command.addAll(List.of(arguments));
        return start(command);
    }

    static List<String> liquibaseCommand() {
        return java(liquibaseClassPath(), "liquibase.integration.commandline.LiquibaseCommandLine");
    }

    static List<String> schemuseCommand() {
        return java(System.getProperty("java.class.path"), "org.schemuse.cli.Schemuse");
    }

    private Started start(List<String> command) throws IOException {
        Path output = Files.createTempFile("beside", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LIQUIBASE"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        builder.environment().putAll(Connecting.to(database));
        builder.environment().put("LIQUIBASE_COMMAND_PASSWORD", database.password());
        return new Started(builder.start(), output);
    }

    private static List<String> java(String classPath, String main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main));
    }

    private static String liquibaseClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        LIBRARIES.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator + classes()));
    }

    /** The folder of {@link CreatesATable}, which a changelog names. */
    static String classes() {
        return Path.of(URI.create(CreatesATable.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    /** A process, and everything it printed so far. */
    record Started(Process process, Path output) {
        String printed() throws IOException {
            return Files.readString(output);
        }

        /** Waits for its end. */
        int exitCode() throws InterruptedException {
            if (!process.waitFor(Await.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "it never ended: " + process.info().commandLine().orElse(""));
            }
            return process.exitValue();
        }

        /** Waits for its end. */
        String printedAtItsEnd() throws IOException, InterruptedException {
            exitCode();
            return printed();
        }

        /** Waits until it has printed this. */
        void awaitPrinted(String text) throws Exception {
            Await.until("\"" + text + "\" is printed", () -> printed().contains(text));
        }
    }
}
