package org.schemuse.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ImportText;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.ExportService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Writes the legacy flatfile of an imported world again, byte for byte where nothing was lost.",
        footer = {
            "",
            "Passwords are in it only if the import ran with --passwords keep.",
            "Example:",
            "  schemuse export --schema harbour -o harbour.mdb"
        })
public final class ExportCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DUMP",
            required = true,
            description = "Where to write it. A file that is there is replaced once the new one is complete.")
    private Path dump;

    public ExportCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Target target = options.existingTarget()
                .orElseThrow(
                        () -> Failure.database(
                                "There is nothing to export: no PostgreSQL was set up in this folder or named by --url or PGHOST."));
        ExportService service = new ExportService(target.dataSource(), options.schemaOr("vibemuse"));
        Path unfinished = dump.resolveSibling(dump.getFileName() + ".unfinished");
        ExportReport report;
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                report = service.export(out);
            }
            Files.move(unfinished, dump, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        options.output().result(report, () -> ImportText.export(report, dump.toString()));
        return (report.identical() ? ExitCode.DONE : ExitCode.FINDINGS).code();
    }
}
