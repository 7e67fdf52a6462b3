package org.schemuse.cli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.ImportText;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.source.DumpSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "inspect",
        description = "Reads a dump, counts its contents and lists what is wrong. Needs no database.",
        footer = {
            "",
            "Examples:",
            "  schemuse inspect samples/harbour-broken.mdb   # exit code 1",
            "  zcat mdb.gz | schemuse inspect - --json"
        })
public final class InspectCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private DumpArgument dump;

    public InspectCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        ImportRequest request = new ImportRequest(
                dump.charset(),
                dump.strict(),
                dump.acceptTruncated(),
                ImportRequest.PasswordMode.LOCK,
                ImportRequest.USUAL_BATCH,
                "");
        Inspection inspection;
        try (DumpSource source = dump.open();
                ImportProgress progress = options.importProgress()) {
            inspection = new ImportService(request, progress).inspect(source);
        }
        options.output().result(inspection, () -> ImportText.inspection(inspection));
        return (inspection.lostOrChangedSomething() ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
