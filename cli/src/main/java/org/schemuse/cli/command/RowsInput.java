package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.app.TableImport;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.TableText;
import org.schemuse.importer.table.FolderImportReport;
import org.schemuse.importer.table.RowFolder;
import org.schemuse.importer.table.TableImportRequest;
import org.schemuse.importer.table.file.TableFileOptions;
import picocli.CommandLine.Option;

/** Where rows of files go: into one table, or into the tables that the files of a folder are called like. */
final class RowsInput {
    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description =
                    "Import the rows of a CSV, JSON, JSON Lines or YAML file into this table. Its schema is found, unless"
                            + " several schemas have a table of this name; then set --schema.")
    private @Nullable String table;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Import all files of rows in this folder, each into the table that it is called like: all or none,"
                            + " as one import. Tables are filled after those that they refer to.")
    private @Nullable Path dir;

    @Option(
            names = "--skip-file",
            paramLabel = "NAME",
            description = "With --dir: leave out a file of the folder. May be given several times.")
    private Set<String> skipped = Set.of();

    /** The table of a file; without text for a folder. */
    String table() {
        if (table == null && dir == null) {
            throw Failure.usage(
                    "This needs --table TABLE for the rows of a file, or --dir DIR for the files of a folder.");
        } else if (table != null && (dir != null || !skipped.isEmpty())) {
            throw Failure.usage("--table imports one file, and --dir all files of a folder; leave one of them out.");
        }
        return table == null ? "" : table;
    }

    /** Whether the files of a folder are imported. */
    boolean isFolder() {
        return dir != null;
    }

    /** Imports, and gives the exit code. */
    int run(GlobalOptions options, TableFileOptions file, TableImportRequest request, @Nullable Path reportFile)
            throws IOException, InterruptedException {
        TableImport work = options.tableImport();
        RowFolder files = RowFolder.of(Objects.requireNonNull(dir), skipped);
        FolderImportReport report;
        try (ImportProgress progress = options.importProgress()) {
            report = work.run(files, file, request, progress);
        }
        options.output().result(report, () -> TableText.folder(report, work.where()));
        options.output().save(report, reportFile);
        return (report.rejected() > 0 ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
