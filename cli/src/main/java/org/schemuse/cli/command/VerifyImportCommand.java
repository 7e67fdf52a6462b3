package org.schemuse.cli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.VerificationText;
import org.schemuse.importer.VerificationReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.source.DumpSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify-import",
        description = "Compares an imported world with its dump: counts, objects, references, chains, grants, "
                + "subscriptions and mail messages. Changes nothing.",
        footer = {
            "",
            "Without the dump, the SHA-256 of an export is compared with that of the dump.",
            "",
            "Examples:",
            "  schemuse verify-import",
            "  schemuse verify-import --dump mdb.gz --schema harbour"
        })
public final class VerifyImportCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "Which import, as 'schemuse imports' lists it. Default: the latest that finished.")
    private @Nullable String run;

    @Option(names = "--dump", paramLabel = "DUMP", description = "The dump it was made from, plain or compressed.")
    private @Nullable String dump;

    public VerifyImportCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        TargetDatabase target = options.existingTarget(ExitCode.INPUT, "There is nothing to verify");
        try (VerificationReport report = verified(target)) {
            options.output().result(report, () -> VerificationText.of(report));
            return (report.verified() ? ExitCode.DONE : ExitCode.VERIFICATION).code();
        }
    }

    private VerificationReport verified(TargetDatabase target) throws IOException {
        try (DumpSource source = dump == null ? null : DumpSource.of(dump, System.in);
                ImportProgress progress = options.importProgress()) {
            return new VerifyService(target.dataSource(), options.schemaOr("vibemuse"), progress).verify(run, source);
        }
    }
}
