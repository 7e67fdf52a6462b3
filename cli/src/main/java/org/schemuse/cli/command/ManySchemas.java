package org.schemuse.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.cli.app.MigrationWorkers;
import org.schemuse.cli.app.SchemaNames;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ManyMigrations;
import org.schemuse.cli.report.ManyMigrationsText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a command on many schemas. */
final class ManySchemas {
    @Option(
            names = "--schemas-from",
            paramLabel = "FILE|SQL",
            description = "Migrate the schemas that a file names, one a line, or that a query returns."
                    + " --schema 'NAME*' migrates those of such names that hold the catalog.")
    private @Nullable String from;

    @Option(
            names = "--on-failure",
            paramLabel = "ACTION",
            defaultValue = "stop",
            description = "With many schemas, what to do after one failed: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    private OnFailure onFailure;

    /** What to do after one of many schemas failed. */
    enum OnFailure {
        STOP,
        CONTINUE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = CountReader.class,
            description = "With many schemas: so many at a time, each in a process of its own."
                    + " Default: one for each processor.")
    private @Nullable Integer workers;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Whether many schemas are meant.
     *
     * @param executes whether it is a dry run that executes
     * @param withRedis whether a Redis is named
     * @throws Failure (exit code 2) if the options contradict one another
     */
    boolean wanted(GlobalOptions options, boolean executes, boolean withRedis) {
        boolean pattern = options.namesMany();
        if (from != null && options.schema() != null) {
            throw Failure.usage("--schema and --schemas-from both say which schemas are meant: leave one out.");
        }
        if (from == null && !pattern && workers != null) {
            throw Failure.usage("--workers is for many schemas: name them with --schema 'NAME*' or --schemas-from.");
        }
        boolean several = from != null || pattern;
        if (executes && (several || withRedis)) {
            throw Failure.usage("--dry-run=execute is for one schema, without --redis: name the schema with --schema.");
        }
        if (several && withRedis) {
            throw Failure.usage("--redis is for one schema: migrate the schemas first, then one of them with --redis.");
        }
        return several;
    }

    /** Migrates them by worker processes, which take the same arguments; prints the report and returns the exit code. */
    int migrate(Catalog catalog, GlobalOptions options) {
        TargetDatabase target = options.target();
        List<String> schemas = from == null
                ? SchemaNames.like(Objects.requireNonNull(options.schema()), target, catalog)
                : SchemaNames.from(from, target);
        int most = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        ManyMigrations report = new MigrationWorkers(arguments, schemas, options.output(), options.interrupted())
                .migrate(catalog.name(), Math.min(most, schemas.size()), onFailure == OnFailure.STOP);
        options.output().result(report, () -> ManyMigrationsText.of(report, target.description()));
        return report.exitCode();
    }
}
