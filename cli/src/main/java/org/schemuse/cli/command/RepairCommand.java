package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.changelog.schema.LedgerMaintenance;
import org.schemuse.changelog.schema.RepairReport;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.LedgerText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "repair",
        description = "Replaces the checksums of changesets that were changed after they were applied. Asks first.",
        footer = {
            "",
            "Changes only the ledger. To see whether the database equals what the new text creates, run "
                    + "drift. With --dry-run it shows what it would replace."
        })
public final class RepairCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @Mixin
    private Confirmation confirmation;

    @Option(names = "--dry-run", description = "Show what was changed; replace nothing.")
    private boolean dryRun;

    public RepairCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        argument.catalog();
        LedgerMaintenance ledger = LedgerMaintenance.of(
                CatalogArgument.installed(options).dataSource(),
                argument.catalog(),
                argument.schemaName(options),
                argument.filter());
        RepairReport stale = ledger.stale();
        if (stale.changed().isEmpty() || dryRun) {
            options.output().result(stale, () -> LedgerText.repair(stale));
            return ExitCode.DONE.code();
        }
        confirmation.askOrRefuse(
                "This replaces checksums",
                "or --dry-run to see which",
                () -> LedgerText.repair(stale) + "\nReplace them?");
        RepairReport report = ledger.repair(stale);
        options.output().result(report, () -> LedgerText.repair(report));
        return ExitCode.DONE.code();
    }
}
