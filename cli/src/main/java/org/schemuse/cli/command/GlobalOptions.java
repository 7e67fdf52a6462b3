package org.schemuse.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.app.TableImport;
import org.schemuse.cli.app.WorldImport;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.connect.TargetFinder;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.Streams;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command, before or after its name, and what follows from them. */
public final class GlobalOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The database: postgresql://user@host:port/database or a JDBC URL, without a password."
                    + " Else the libpq environment (PGHOST ...), else a PostgreSQL of its own in ./.schemuse.")
    private @Nullable String url;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The schema in the database. Default: the catalog's name.")
    private @Nullable String schema;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Exactly one JSON document on standard output.")
    private boolean json;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No notes and no progress.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Stack traces of failures.")
    private boolean debug;

    @Option(
            names = "--network-timeout",
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            defaultValue = "60s",
            converter = TimeLimits.Reader.class,
            description = "Ask the server on a second connection after so long without an answer, and end a connection"
                    + " that has stalled; long statements are waited for. 0 waits forever. Default: ${DEFAULT-VALUE}.")
    private Duration networkTimeout;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A YAML file with default values of options. Default: schemuse.yaml in the working folder,"
                    + " if there is one.")
    private @Nullable Path config;

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "This help.")
    private boolean help;

    private final Map<String, String> environment;
    private final Path workingFolder;
    private final Streams streams;
    private BooleanSupplier interrupted = () -> false;
    private @Nullable Output output;

    /** Options of a run in this environment and folder, where the database is found if it is not named. */
    public GlobalOptions(Map<String, String> environment, Path workingFolder, Streams streams) {
        this.environment = environment;
        this.workingFolder = workingFolder;
        this.streams = streams;
    }

    /** Sets what tells whether the run is to end. Long work that can be rolled back checks it from time to time. */
    public GlobalOptions until(BooleanSupplier isInterrupted) {
        interrupted = isInterrupted;
        return this;
    }

    BooleanSupplier interrupted() {
        return interrupted;
    }

    public Streams streams() {
        return streams;
    }

    public boolean json() {
        return json;
    }

    public boolean debug() {
        return debug;
    }

    /** The file of default values: the one named, otherwise that of the working folder; null if there is neither. */
    public @Nullable Path config() {
        Path standard = workingFolder.resolve("schemuse.yaml");
        return config == null && Files.isRegularFile(standard) ? standard : config;
    }

    /** The schema that was named, otherwise {@code otherwise}. A pattern is a failure. */
    String schemaOr(String otherwise) {
        String named = oneSchema();
        return named == null ? otherwise : named;
    }

    /** The schema that was named; null if none was. A pattern is a failure. */
    @Nullable
    String oneSchema() {
        if (namesMany()) {
            throw Failure.usage(
                    "--schema \"" + schema + "\" stands for many schemas, expected one: only migrate and"
                            + " world list take a pattern. Run the command once for each schema that schemuse world list shows.");
        }
        return schema;
    }

    /** Whether the schema option is a pattern: {@code *} is any characters, {@code ?} is one. */
    boolean namesMany() {
        return isPattern(schema);
    }

    static boolean isPattern(@Nullable String schema) {
        return schema != null && (schema.contains("*") || schema.contains("?"));
    }

    /** The schema option as it was given; null if it was not. */
    @Nullable
    String schema() {
        return schema;
    }

    /** A variable of the environment; null if it is not set. */
    @Nullable
    String environment(String name) {
        return environment.get(name);
    }

    /** Where results, notes and progress go. */
    Output output() {
        if (output == null) {
            output = new Output(streams, json, quiet);
        }
        return output;
    }

    /** The database to work on, set up and started if it comes to that. */
    TargetDatabase target() {
        return finder().find(url);
    }

    /** The database to look at; empty if nothing was ever set up here and none was named. */
    Optional<TargetDatabase> existingTarget() {
        return finder().findExisting(url);
    }

    /**
     * The database to look at.
     *
     * @param nothing what there is none of without a database
     * @throws Failure with this exit code, if nothing was ever set up here and no database was named
     */
    TargetDatabase existingTarget(ExitCode code, String nothing) {
        return existingTarget()
                .orElseThrow(() -> new Failure(
                        code, nothing + ": no PostgreSQL was set up in this folder or named by --url or PGHOST."));
    }

    WorldImport worldImport() {
        return new WorldImport(this::target, schemaOr(WorldImport.CATALOG), output()::note);
    }

    TableImport tableImport() {
        return new TableImport(this::target, oneSchema(), output()::note);
    }

    ImportProgress importProgress() {
        return new ImportProgress(output(), interrupted);
    }

    TargetFinder finder() {
        Output output = output();
        return new TargetFinder(environment, workingFolder, output::note, output::warn).patient(networkTimeout);
    }
}
