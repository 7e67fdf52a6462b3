package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.changelog.preview.Preview;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.app.MigrationWorker;
import org.schemuse.cli.app.RedisStep;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private MigrationOptions migration;

    @Mixin
    private DryRun dryRun;

    @Mixin
    private RedisOption redis;

    @Mixin
    private ManySchemas many;

    public MigrateCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        if (MigrationWorker.isOne()) {
            return MigrationWorker.serve(schema -> migrate(options.target(), schema));
        }
        boolean executes = dryRun.executes();
        if (many.wanted(options, executes, redis.isNamed())) {
            return many.migrate(argument.catalog(), options);
        }
        return executes ? preview() : migrateOne();
    }

    private int preview() {
        TargetDatabase target = options.target();
        String schema = argument.schemaName(options);
        return dryRun.show(Preview.of(target.dataSource(), argument.catalog(), schema, request()), target, options);
    }

    private int migrateOne() {
        RedisStep step = redis.step(argument.catalog(), options);
        TargetDatabase target = options.target();
        step.follow(migrate(target, argument.schemaName(options)), target.description(), options.output());
        return ExitCode.DONE.code();
    }

    private MigrationReport migrate(TargetDatabase target, String schema) {
        return Schema.of(target.dataSource(), argument.catalog(), schema)
                .noting(options.output()::warn)
                .waitingForLiquibase(migration.limits().ledger())
                .migrate(request());
    }

    private MigrationRequest request() {
        return migration.request(argument, dryRun.wantsSql());
    }
}
