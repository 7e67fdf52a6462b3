package org.schemuse.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.RunText;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.target.TargetSchema;
import picocli.CommandLine.Command;

@Command(name = "imports", description = "Lists the imports into a schema, the latest first.")
public final class ImportsCommand implements Callable<Integer> {
    private final GlobalOptions options;

    public ImportsCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        String schema = options.schemaOr("vibemuse");
        List<ImportRun> runs = options.existingTarget()
                .map(target -> RunHistory.of(TargetSchema.withLedger(target.dataSource(), schema))
                        .runs())
                .orElse(List.of());
        options.output().result(runs, () -> RunText.runs(runs, schema));
        return ExitCode.DONE.code();
    }
}
