package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.changelog.schema.LedgerMaintenance;
import org.schemuse.changelog.schema.ValidationReport;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.LedgerText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        description = "Checks a changelog and, if it is installed, the changesets that were applied.",
        footer = {"", "Exit code 5 if anything is wrong, 3 if the changelog cannot be read."})
public final class ValidateCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @Option(
            names = "--require-rollbacks",
            description =
                    "Report each changeset without a rollback of a changelog given by path too; those of a catalog"
                            + " must have one.")
    private boolean requireRollbacks;

    public ValidateCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        ValidationReport report = options.existingTarget()
                .map(target -> LedgerMaintenance.of(
                                target.dataSource(),
                                argument.catalog(),
                                argument.schemaName(options),
                                argument.filter())
                        .validate(requireRollbacks))
                .orElseGet(() -> LedgerMaintenance.validate(argument.catalog(), requireRollbacks));
        options.output().result(report, () -> LedgerText.validation(report));
        return (report.findings().isEmpty() ? ExitCode.DONE : ExitCode.VERIFICATION).code();
    }
}
