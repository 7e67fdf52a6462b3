package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.proof.Baseline;
import org.schemuse.changelog.proof.BaselineReport;
import org.schemuse.changelog.proof.Installation;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.LedgerText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "baseline",
        description = "Adopts an existing schema: marks changesets as applied if the schema equals what they create.",
        footer = {
            "",
            "Runs nothing in the schema. The changesets are applied in a scratch database, as by drift. If "
                    + "the schema differs, the differences are listed and the exit code is 5, unless "
                    + "--accept-differences is set."
        })
public final class BaselineCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = CountReader.class,
            description = "Mark only the first N changesets.")
    private @Nullable Integer count;

    @Option(names = "--accept-differences", description = "Mark them even where the schema differs.")
    private boolean accept;

    @Option(
            names = "--on",
            paramLabel = "SERVER",
            completionCandidates = Servers.class,
            description = "Where to make the scratch database instead: embedded, or the URL of a server.")
    private @Nullable String on;

    public BaselineCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        Installation adopted = new Installation(argument.catalog(), argument.schemaName(options), argument.filter());
        TargetDatabase target = CatalogArgument.installed(options);
        try (Scratch scratch = on == null
                ? options.finder().scratchBeside(target)
                : options.finder().scratch(on)) {
            BaselineReport report = Baseline.of(target.dataSource(), adopted, count, accept, scratch.dataSource());
            options.output().result(report, () -> LedgerText.baseline(report));
            if (report.differences().isEmpty()) {
                return ExitCode.DONE.code();
            }
            return (report.adopted() ? ExitCode.FINDINGS : ExitCode.VERIFICATION).code();
        }
    }
}
