package org.schemuse.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.table.TableImportRequest;
import picocli.CommandLine.Option;

/** How a dump is loaded, and where the report goes besides standard output. */
final class LoadOptions {
    @Option(
            names = "--passwords",
            paramLabel = "MODE",
            description =
                    "What becomes of passwords: upgrade (a slow salted hash of each), lock (nobody can log in), or"
                            + " keep (as upgrade, and the raw ones are stored apart for export)."
                            + " Default: upgrade; with --update, as the world was imported.")
    private @Nullable PasswordMode passwords;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            converter = CountReader.class,
            description = "Records in one transaction. Default: " + ImportRequest.USUAL_BATCH + "; rows of a table: "
                    + TableImportRequest.USUAL_BATCH + ".")
    private @Nullable Integer batchSize;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON to a file too.")
    private @Nullable Path reportFile;

    ImportRequest request(DumpOptions dump) {
        return new ImportRequest(
                dump.charset(),
                dump.strict(),
                dump.acceptTruncated(),
                passwords,
                batchSizeOr(ImportRequest.USUAL_BATCH),
                BuildInfo.read().version());
    }

    int batchSizeOr(int usual) {
        return batchSize == null ? usual : batchSize;
    }

    /** Null for none. */
    @Nullable
    Path reportFile() {
        return reportFile;
    }
}
