package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.app.TableImport;
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.TableText;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.RejectLimit;
import org.schemuse.importer.table.TableImportReport;
import org.schemuse.importer.table.TableImportRequest;
import org.schemuse.importer.table.mapping.MappingFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Files of rows in place of a dump. Given only together with {@code --table} or {@code --dir}. */
final class TableOptions extends RowFileOptions {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private RowsInput input;

    @Option(
            names = "--on-conflict",
            paramLabel = "WHAT",
            defaultValue = "error",
            description =
                    "What happens to a row whose key is already in the table: error (it is rejected), skip (the table keeps"
                            + " its row), or update (the table's row gets the new values). Default: ${DEFAULT-VALUE}.")
    private TableImportRequest.OnConflict onConflict;

    @Option(
            names = "--conflict-key",
            paramLabel = "NAME",
            description = "The unique constraint or index by which --on-conflict finds rows. Default: the primary key.")
    private @Nullable String conflictKey;

    @Option(
            names = "--max-rejects",
            paramLabel = "N|P%",
            converter = RejectLimitReader.class,
            description =
                    "Import nothing if more rows than this are rejected. Default: any number; with --strict, none.")
    private @Nullable RejectLimit maxRejects;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description =
                    "Write rejected rows to this file, in the format of the file. Default: NAME.rejects.csv next to it.")
    private @Nullable Path rejects;

    @Option(
            names = "--defer",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description =
                    "When to build indexes and keys after the rows; meanwhile the table is closed to other sessions: auto"
                            + " (if the table is empty and the file has 10,000 rows or more), never, or always. Default:"
                            + " ${DEFAULT-VALUE}.")
    private TableImportRequest.Defer defer;

    @Option(
            names = "--skip-field",
            paramLabel = "FIELD",
            description = "Leave out a field of the file. May be given several times.")
    private Set<String> skippedFields = Set.of();

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description =
                    "Mapping file in YAML: which field goes into which column, and how its values are written. Default: each"
                            + " field goes into the column of its name.")
    private @Nullable Path map;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneReader.class,
            description =
                    "The time zone of times without an offset, such as Europe/Vienna. Default: such a row is rejected.")
    private @Nullable ZoneId zone;

    @ArgGroup(exclusive = false)
    private @Nullable ActingOptions acting;

    /** Imports, and gives the exit code. */
    int run(
            GlobalOptions options,
            DumpOptions file,
            LoadOptions loading,
            @Nullable UpdateOptions update,
            boolean dryRun)
            throws IOException, InterruptedException {
        if (input.isFolder()) {
            refuseForOneFile(file, update);
        }
        TableImportRequest request = request(input.table(), file, loading, complete(update), dryRun);
        if (input.isFolder()) {
            return input.run(options, file(file.charset()), request, loading.reportFile());
        }
        TableImport work = options.tableImport();
        TableImportReport report;
        try (DumpSource source = file.open();
                ImportProgress progress = options.importProgress()) {
            report = work.run(source, file(file.charset()), request, progress);
        }
        options.output().result(report, () -> TableText.report(report, work.where()));
        options.output().save(report, loading.reportFile());
        return (report.rejected() > 0 ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    private static boolean complete(@Nullable UpdateOptions update) {
        if (update != null && update.ofWorlds()) {
            throw Failure.usage("With --table, --update takes none of the options for newer dumps: --remove-vanished,"
                    + " --prefer, --vanished-players, --allow-other-world and --keep-updates.");
        }
        return update != null && update.wanted();
    }

    private void refuseForOneFile(DumpOptions file, @Nullable UpdateOptions update) {
        Map<String, Boolean> given = new LinkedHashMap<>(ofOneFile());
        given.put("DUMP", file.dump() != null);
        given.put("--rejects", rejects != null);
        given.put("--conflict-key", conflictKey != null);
        given.put("--map", map != null);
        given.put("--update", update != null);
        given.forEach((option, wrong) -> {
            if (wrong) {
                throw Failure.usage(option + " is for one file, and --dir imports all files of a folder; leave it out,"
                        + " or import that file with --table.");
            }
        });
    }

    private TableImportRequest request(
            String table, DumpOptions file, LoadOptions loading, boolean complete, boolean dryRun) throws IOException {
        RejectLimit usual = file.strict() ? RejectLimit.STRICT : RejectLimit.NONE;
        TableImportRequest request = TableImportRequest.into(
                        table, BuildInfo.read().version())
                .onConflict(onConflict, conflictKey)
                .rejecting(maxRejects == null ? usual : maxRejects, rejects)
                .deferring(defer, loading.batchSizeOr(TableImportRequest.USUAL_BATCH))
                .reading(skippedFields, zone)
                .mapped(map == null ? MappingFile.NONE : MappingFile.read(map, table, zone))
                .actingAs(acting == null ? null : acting.asked());
        request = complete ? request.fromCompleteFile() : request;
        return dryRun ? request.onlyJudging() : request;
    }
}
