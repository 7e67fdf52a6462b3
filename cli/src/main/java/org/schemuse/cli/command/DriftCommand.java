package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.changelog.proof.Drift;
import org.schemuse.changelog.proof.DriftReport;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.ProofText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "drift",
        description = "Compares a live schema with what its changelog creates, object by object.",
        footer = {
            "",
            "Only reads the live database. The changesets in the ledger are applied to a scratch database on "
                    + "the same server, or on an embedded one if the user may not create databases."
        })
public final class DriftCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @Option(
            names = "--on",
            paramLabel = "SERVER",
            completionCandidates = Servers.class,
            description = "Where to make the scratch database instead: embedded, or the URL of a server.")
    private String on;

    public DriftCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        argument.catalog();
        Target target = CatalogArgument.installed(options);
        try (Scratch scratch = on == null
                ? options.finder().scratchBeside(target)
                : options.finder().scratch(on)) {
            DriftReport report = Drift.of(
                    target.dataSource(),
                    argument.catalog(),
                    argument.schemaName(options),
                    argument.edition(),
                    scratch.dataSource());
            options.output().result(report, () -> ProofText.drift(report, target.description()));
            return (report.drifted() ? ExitCode.VERIFICATION : ExitCode.DONE).code();
        }
    }
}
