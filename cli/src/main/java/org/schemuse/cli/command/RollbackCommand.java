package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.changelog.preview.Preview;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.app.RedisStep;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.SchemaText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rollback",
        description = "Rolls changesets back, the latest first. Tables that are dropped lose their rows.",
        footer = {
            "",
            "Examples:",
            "  schemuse rollback --count 1 --yes   # the latest changeset, without asking",
            "  schemuse rollback --all --dry-run   # prints the SQL",
            "  schemuse rollback --all --yes       # all changesets"
        })
public final class RollbackCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private RollbackExtent extent;

    @Mixin
    private DryRun dryRun;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private TimeLimits limits;

    @Mixin
    private RedisOption redisOption;

    public RollbackCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        RedisStep redis = redisOption.step(argument.catalog(), options);
        TargetDatabase target = CatalogArgument.installed(options);
        if (dryRun.executes()) {
            String name = argument.schemaName(options);
            return dryRun.show(
                    Preview.of(target.dataSource(), argument.catalog(), name, extent.request(false, limits)),
                    target,
                    options);
        }
        Schema schema = argument.in(target.dataSource(), options).waitingForLiquibase(limits.ledger());
        if (!dryRun.wantsSql()) {
            confirmation.askOrRefuse(
                    () -> SchemaText.question(schema.rollback(extent.request(true, limits)), target.description()));
        }
        RollbackReport report = schema.rollback(extent.request(dryRun.wantsSql(), limits));
        redis.follow(report, target.description(), options.output());
        return ExitCode.DONE.code();
    }
}
