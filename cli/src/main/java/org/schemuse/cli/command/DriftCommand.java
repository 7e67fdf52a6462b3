package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.proof.Drift;
import org.schemuse.changelog.proof.DriftReport;
import org.schemuse.changelog.proof.Installation;
import org.schemuse.changelog.proof.StoredCopies;
import org.schemuse.cli.app.CopyLocation;
import org.schemuse.cli.connect.TargetDatabase;
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
                    + "the same server, or on an embedded one if the user may not create databases. The fingerprint of "
                    + "that copy is stored in ~/.cache/schemuse, and used again until the changelog, its options or "
                    + "the server change."
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
    private @Nullable String on;

    @Option(names = "--fresh", description = "Make the copy again, even if its fingerprint is stored.")
    private boolean fresh;

    public DriftCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        Installation target = new Installation(argument.catalog(), argument.schemaName(options), argument.filter());
        TargetDatabase live = CatalogArgument.installed(options);
        StoredCopies copies = CopyLocation.stored(options::environment);
        StoredCopies stored = fresh ? copies.replaced() : copies;
        try (CopyLocation place = new CopyLocation(options.finder(), live, on)) {
            DriftReport report = Drift.of(live.dataSource(), target, place, stored);
            options.output().result(report, () -> ProofText.drift(report, live.description()));
            return (report.drifted() ? ExitCode.VERIFICATION : ExitCode.DONE).code();
        }
    }
}
