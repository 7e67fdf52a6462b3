package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.RunText;
import org.schemuse.importer.RunService;
import org.schemuse.importer.UndoReport;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.ImportRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "undo",
        description = {
            "Undoes an import: deletes the rows that it loaded, and restores what it dropped or disabled. "
                    + "All or nothing.",
            "The latest update from a newer dump can be undone alone: its rows become what they were.",
            "Refuses, with a list, if rows of the import were changed later or other rows refer to them."
        },
        footer = {
            "",
            "Examples:",
            "  schemuse undo 3 --yes   # without asking",
            "  schemuse undo 3 --yes --discard-later-changes"
        })
public final class UndoCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private RunArgument run;

    @Option(
            names = "--discard-later-changes",
            description =
                    "Undo even if rows were changed later or other rows refer to them. Later changes of imported rows"
                            + " are lost. Other rows that refer to them are set to NULL or deleted, as their foreign keys say.")
    private boolean discardLaterChanges;

    @Mixin
    private Confirmation confirmation;

    public UndoCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws InterruptedException {
        TargetDatabase target = run.target(options);
        RunService service = run.service(target, options, ImportListener.SILENT);
        ImportRun found = service.named(run.name());
        confirmation.askOrRefuse(
                "This deletes the rows of " + found.called(),
                "or schemuse imports to see what was imported",
                () -> RunText.question(found, discardLaterChanges, target.description()));
        UndoReport report = service.undo(found.id().toString(), discardLaterChanges);
        options.output().result(report, () -> RunText.undo(report, target.description()));
        return ExitCode.DONE.code();
    }
}
