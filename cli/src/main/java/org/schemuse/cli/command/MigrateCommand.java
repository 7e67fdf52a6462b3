package org.schemuse.cli.command;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.schemuse.changelog.preview.Preview;
import org.schemuse.changelog.redis.LibraryReport;
import org.schemuse.changelog.redis.RedisCatalog;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ManyMigrations;
import org.schemuse.cli.report.ManyMigrationsText;
import org.schemuse.cli.report.RedisText;
import org.schemuse.cli.report.SchemaText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = "Applies the pending changesets of a catalog or changelog to a schema, which is created if it is "
                + "missing.",
        footer = {
            "",
            "Examples:",
            "  schemuse migrate                            # vibemuse, embedded server",
            "  schemuse migrate vibemuse --schema harbour  # another schema",
            "  schemuse migrate --schema 'world_*'         # every such schema with vibemuse",
            "  schemuse migrate --dry-run > plan.sql       # the SQL, to read it first",
            "  schemuse migrate --dry-run=execute          # reports locks, rewrites, times"
        })
public final class MigrateCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @ArgGroup(exclusive = true)
    private Until until = new Until();

    @Mixin
    private DryRun dryRun;

    @Mixin
    private TimeLimits limits;

    @Mixin
    private RedisOption redisOption;

    @Mixin
    private ManySchemas many;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--labels",
            split = ",",
            paramLabel = "LABEL",
            description = "Apply what has no label and what has one of these.")
    private Set<String> labels = new HashSet<>();

    /** How far to go; all the way if nothing is said. */
    static final class Until {
        @Option(names = "--to-tag", paramLabel = "TAG", description = "Stop after the changeset that sets this tag.")
        private String tag;

        @Option(
                names = "--count",
                paramLabel = "N",
                converter = CountReader.class,
                description = "Apply only the next N changesets.")
        private Integer count;
    }

    public MigrateCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        if (MigrationWorker.isOne()) {
            return MigrationWorker.serve(schema -> migrate(options.target(), schema));
        }
        boolean executes = dryRun.executes();
        boolean several = many.wanted(options);
        if (executes && (several || redisOption.isNamed())) {
            throw Failure.usage("--dry-run=execute is for one schema, without --redis: name the schema with --schema.");
        }
        if (executes) {
            Target target = options.target();
            String schema = argument.schemaName(options);
            return dryRun.show(Preview.of(target.dataSource(), argument.catalog(), schema, request()), target, options);
        }
        return several ? migrateMany() : migrateOne();
    }

    private int migrateMany() {
        if (redisOption.isNamed()) {
            throw Failure.usage("--redis is for one schema: migrate the schemas first, then one of them with --redis.");
        }
        Target target = options.target();
        List<String> schemas = many.names(target, argument.catalog(), options);
        MigrationWorkers workers =
                new MigrationWorkers(spec.root().commandLine().getParseResult().originalArgs(), schemas, options);
        ManyMigrations report = workers.migrate(argument.catalog().name(), many.workers(schemas), many.stops());
        options.output().result(report, () -> ManyMigrationsText.of(report, target.description()));
        return report.exitCode();
    }

    private MigrationReport migrate(Target target, String schema) {
        return Schema.of(target.dataSource(), argument.catalog(), schema)
                .noting(options.output()::warn)
                .waitingForLiquibase(limits.ledger())
                .migrate(request());
    }

    private MigrationRequest request() {
        return new MigrationRequest(
                until.tag, until.count, dryRun.wantsSql(), limits.lock(), limits.statement(), argument.filter(labels));
    }

    private int migrateOne() {
        Optional<RedisCatalog> redis = redisOption.usable(argument.catalog(), options);
        Target target = options.target();
        MigrationReport report = migrate(target, argument.schemaName(options));
        String where = target.description();
        if (redis.isEmpty()) {
            options.output().result(report, () -> SchemaText.migration(report, where));
            return ExitCode.DONE.code();
        }
        LibraryReport library = dryRun.wantsSql()
                ? redis.get().state()
                : RedisOption.after(
                        report.appliedIds().size() + " changesets applied",
                        () -> redis.get().install());
        options.output().result(report, "redis", library, () -> text(report, library, where));
        return ExitCode.DONE.code();
    }

    /** SQL stays SQL: what would become of the library is not part of it. */
    private static String text(MigrationReport report, LibraryReport library, String where) {
        String schema = SchemaText.migration(report, where);
        return report.sql() == null ? schema + "\n" + RedisText.library(library) : schema;
    }
}
