package org.schemuse.cli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.app.WorldImport;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.ImportText;
import org.schemuse.cli.report.Output;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.source.DumpSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description =
                "Imports a dump into PostgreSQL: installs the vibemuse catalog if it is missing, loads the "
                        + "world, verifies it and reports. With --table, imports the rows of a file into a table; with --dir, the files of a folder.",
        footer = {
            "",
            "Examples:",
            "  schemuse import samples/harbour.mdb",
            "  schemuse import mdb.gz --schema harbour",
            "  schemuse import mdb.new --schema harbour --update   # a newer dump",
            "  schemuse import mdb.gz --dry-run                    # changes nothing",
            "  schemuse import --table rooms samples/tables/virtubar/rooms.csv",
            "  schemuse import --dir samples/tables/triberspace"
        })
public final class ImportCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private ImportArgument dump;

    @Mixin
    private LoadOptions loading;

    @ArgGroup(exclusive = false)
    private @Nullable UpdateOptions update;

    @ArgGroup(exclusive = false, heading = "%nRows of a table:%n")
    private @Nullable TableOptions table;

    @Option(names = "--dry-run", description = "Read and check the dump as an import would, and stop there.")
    private boolean dryRun;

    public ImportCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Output.requireWritable(loading.reportFile());
        if (table != null) {
            return table.run(options, dump, loading, update, dryRun);
        }
        try (DumpSource source = dump.open();
                ImportProgress progress = options.importProgress()) {
            ImportService service = new ImportService(loading.request(dump), progress).timedBy(StageClock.ofProcess());
            if (dryRun) {
                Inspection inspection = service.dryRun(source);
                return finish(inspection, () -> ImportText.inspection(inspection), inspection);
            }
            return update != null && update.wanted()
                    ? update.run(options, loading, service, source, progress)
                    : load(service, source, progress);
        }
    }

    private int load(ImportService service, DumpSource source, ImportProgress progress)
            throws IOException, InterruptedException {
        WorldImport world = options.worldImport();
        ImportReport report = world.run(service, source);
        progress.close();
        return finish(report, () -> ImportText.report(report, world.where(), world.psql()), report.inspection());
    }

    private int finish(Object report, Supplier<String> text, Inspection inspection) {
        options.output().result(report, text);
        options.output().save(report, loading.reportFile());
        return (inspection.lostOrChangedSomething() ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
