package org.schemuse.cli.command;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.schemuse.changelog.preview.Preview;
import org.schemuse.changelog.redis.LibraryReport;
import org.schemuse.changelog.redis.RedisCatalog;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.RedisText;
import org.schemuse.cli.report.SchemaText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private BackTo backTo;

    @Mixin
    private DryRun dryRun;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private TimeLimits limits;

    @Mixin
    private RedisOption redisOption;

    /** How far to go back. */
    static final class BackTo {
        @Option(
                names = "--count",
                paramLabel = "N",
                converter = CountReader.class,
                description = "Take back the last N changesets.")
        private Integer count;

        @Option(names = "--to-tag", paramLabel = "TAG", description = "Take back what was applied after this tag.")
        private String tag;

        @Option(
                names = "--to-date",
                paramLabel = "DATE",
                converter = InstantReader.class,
                description = "Take back what was applied after 2026-11-21 or 2026-11-21T10:00:00Z.")
        private Instant date;

        @Option(names = "--all", description = "Take back everything.")
        private boolean all;
    }

    public RollbackCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        Optional<RedisCatalog> redis = redisOption.usable(argument.catalog(), options);
        Target target = CatalogArgument.installed(options);
        if (dryRun.executes()) {
            String name = argument.schemaName(options);
            return dryRun.show(
                    Preview.of(target.dataSource(), argument.catalog(), name, request(false)), target, options);
        }
        Schema schema = argument.in(target.dataSource(), options).waitingForLiquibase(limits.ledger());
        if (!dryRun.wantsSql()) {
            confirmation.askOrRefuse(() -> SchemaText.question(schema.rollback(request(true)), target.description()));
        }
        RollbackReport report = schema.rollback(request(dryRun.wantsSql()));
        String where = target.description();
        if (redis.isEmpty()) {
            options.output().result(report, () -> SchemaText.rollback(report, where));
            return ExitCode.DONE.code();
        }
        LibraryReport library = withoutSchema(report)
                ? RedisOption.after(
                        report.rolledBackIds().size() + " changesets rolled back",
                        () -> redis.get().remove())
                : redis.get().state();
        options.output().result(report, "redis", library, () -> text(report, library, where));
        return ExitCode.DONE.code();
    }

    /** The library goes with the last changeset: as long as one stands, applications may call it. */
    private static boolean withoutSchema(RollbackReport report) {
        return report.sql() == null && report.stillAppliedIds().isEmpty();
    }

    private static String text(RollbackReport report, LibraryReport library, String where) {
        String schema = SchemaText.rollback(report, where);
        return report.sql() == null ? schema + "\n" + RedisText.library(library) : schema;
    }

    private RollbackRequest request(boolean sqlOnly) {
        return new RollbackRequest(
                backTo.count, backTo.tag, backTo.date, backTo.all, sqlOnly, limits.lock(), limits.statement());
    }
}
