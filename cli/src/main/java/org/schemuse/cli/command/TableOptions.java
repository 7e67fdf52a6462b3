package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A file of rows for one table in place of a dump. Given only together with {@code --table}. */
final class TableOptions extends RowFileOptions {
    @Option(
            names = "--table",
            required = true,
            paramLabel = "TABLE",
            description =
                    "Import the rows of a CSV, JSON, JSON Lines or YAML file into this table. Its schema is found, unless"
                            + " several schemas have a table of this name; then set --schema.")
    private String table;

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
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneReader.class,
            description =
                    "The time zone of times without an offset, such as Europe/Vienna. Default: such a row is rejected.")
    private @Nullable ZoneId zone;

    /** Refuses the options of an update from a newer dump. */
    void refuseUpdate(@Nullable UpdateOptions update) {
        if (update != null) {
            throw Failure.usage(
                    "--update and its options belong to a dump; to update rows of a table: --on-conflict update.");
        }
    }

    /** Imports, and gives the exit code. */
    int run(GlobalOptions options, DumpArgument file, LoadOptions loading, boolean dryRun)
            throws IOException, InterruptedException {
        TableImport work = options.tableImport();
        TableImportReport report;
        try (DumpSource source = file.open();
                ImportProgress progress = options.importProgress()) {
            report = work.run(source, file(file.charset()), request(file, loading, dryRun), progress);
        }
        options.output().result(report, () -> TableText.report(report, work.where()));
        options.output().save(report, loading.reportFile());
        return (report.rejected() > 0 ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    private TableImportRequest request(DumpArgument file, LoadOptions loading, boolean dryRun) {
        RejectLimit usual = file.strict() ? RejectLimit.STRICT : RejectLimit.NONE;
        return new TableImportRequest(
                table,
                onConflict,
                conflictKey,
                maxRejects == null ? usual : maxRejects,
                defer,
                skippedFields,
                zone,
                rejects,
                loading.batchSizeOr(TableImportRequest.USUAL_BATCH),
                dryRun,
                BuildInfo.read().version());
    }

    /** A time zone of the IANA database, or an offset. */
    static final class ZoneReader implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "expected a time zone such as Europe/Vienna or +01:00, found '" + text + "'");
            }
        }
    }
}
