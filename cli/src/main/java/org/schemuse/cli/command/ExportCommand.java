package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ExportFile;
import org.schemuse.cli.app.WorldImport;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.ExportText;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ImportText;
import org.schemuse.importer.DocumentsReport;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.ExportService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Writes an imported world as the flatfile that it came from, and lists the local changes, which "
                + "are not in the file; or writes the current world as JSON.",
        footer = {
            "",
            "A flatfile contains passwords only if the import ran with --passwords keep. JSON never contains " + "any.",
            "",
            "Examples:",
            "  schemuse export --schema harbour -o harbour.mdb",
            "  schemuse export -o again.mdb --dump mdb.gz       # lists differing bytes",
            "  schemuse export --format json -o harbour.jsonl   # one document per object"
        })
public final class ExportCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description =
                    "Where to write it, readable by its owner alone. A file that is there is replaced once the new one is"
                            + " complete.")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "flatfile",
            description = "flatfile, or json: JSON Lines, one document an object. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--dump",
            paramLabel = "DUMP",
            description =
                    "The dump the world came from: the report then names each range of bytes that differs, and why.")
    private @Nullable String original;

    /** What is written. */
    private enum Format {
        flatfile,
        json
    }

    public ExportCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (format == Format.json && original != null) {
            throw Failure.usage("--dump compares a flatfile; leave it out with --format json.");
        }
        TargetDatabase target = options.existingTarget(ExitCode.INPUT, "There is nothing to export");
        ExportFile world =
                new ExportFile(new ExportService(target.dataSource(), options.schemaOr(WorldImport.CATALOG)), file);
        if (format == Format.json) {
            DocumentsReport report = world.documents();
            options.output().result(report, () -> ImportText.documents(report, file.toString()));
            return ExitCode.DONE.code();
        }
        try (ExportReport report = world.flatfile(original, System.in)) {
            options.output().result(report, () -> ExportText.of(report, file.toString()));
            return (report.upToDate() ? ExitCode.DONE : ExitCode.FINDINGS).code();
        }
    }
}
