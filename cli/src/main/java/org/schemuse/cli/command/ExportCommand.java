package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ExportFile;
import org.schemuse.cli.app.TableImport;
import org.schemuse.cli.app.WorldImport;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.ExportText;
import org.schemuse.cli.report.ImportText;
import org.schemuse.cli.report.TableText;
import org.schemuse.importer.DocumentsReport;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.ExportService;
import org.schemuse.importer.file.OutputFile;
import org.schemuse.importer.table.TableExport;
import org.schemuse.importer.table.TableExportReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Writes an imported world as the flatfile that it came from, and lists the local changes, which "
                + "are not in the file; or writes the current world as JSON. With --table, writes the rows of a table.",
        footer = {
            "",
            "A flatfile contains passwords only if the import ran with --passwords keep. JSON never contains " + "any.",
            "",
            "Examples:",
            "  schemuse export --schema harbour -o harbour.mdb",
            "  schemuse export -o again.mdb --dump mdb.gz       # lists differing bytes",
            "  schemuse export --format json -o harbour.jsonl   # one document per object",
            "  schemuse export --table rooms --schema virtubar -o rooms.csv"
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

    @Mixin
    private ExportForm form;

    @Option(
            names = "--dump",
            paramLabel = "DUMP",
            description =
                    "The dump the world came from: the report then names each range of bytes that differs, and why.")
    private @Nullable String original;

    public ExportCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        form.requireFitting(original);
        TargetDatabase target = options.existingTarget(ExitCode.INPUT, "There is nothing to export");
        String table = form.table();
        return table == null ? world(target) : rows(target, table);
    }

    private int rows(TargetDatabase target, String table) throws IOException {
        TableExport export = new TableExport(TableImport.place(target, options.oneSchema(), table));
        TableExportReport report = new OutputFile(file).write(out -> export.write(table, form.ofRows(), out));
        options.output().result(report, () -> TableText.export(report, file.toString()));
        return ExitCode.DONE.code();
    }

    private int world(TargetDatabase target) throws IOException {
        ExportFile world =
                new ExportFile(new ExportService(target.dataSource(), options.schemaOr(WorldImport.CATALOG)), file);
        if (form.documents()) {
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
