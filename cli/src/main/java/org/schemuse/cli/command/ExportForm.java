package org.schemuse.cli.command;

import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.Failure;
import org.schemuse.importer.table.TableExport;
import picocli.CommandLine.Option;

/** What an export writes: a world or a table, and in which format. */
final class ExportForm {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Of a world: flatfile, or json (JSON Lines, one document an object). Of a table: csv, or jsonl"
                            + " (JSON Lines, one object a row). Default: flatfile; with --table, csv.")
    private @Nullable Format format;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Write the rows of this table, of --schema if other schemas have one of that name, too.")
    private @Nullable String table;

    /** What is written. */
    private enum Format {
        flatfile,
        json,
        csv,
        jsonl
    }

    /** Refuses options that do not go together. */
    void requireFitting(@Nullable String original) {
        boolean ofTable = format == Format.csv || format == Format.jsonl;
        if (table == null ? ofTable : format != null && !ofTable) {
            throw Failure.usage("--format csv and jsonl go with --table, flatfile and json without it.");
        } else if (original != null && (table != null || format == Format.json)) {
            throw Failure.usage("--dump compares a flatfile; leave it out with --format json and with --table.");
        }
    }

    /** The table to write; null for a world. */
    @Nullable
    String table() {
        return table;
    }

    TableExport.Format ofRows() {
        return format == Format.jsonl ? TableExport.Format.JSONL : TableExport.Format.CSV;
    }

    boolean documents() {
        return format == Format.json;
    }
}
