package org.schemuse.cli.command;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.file.TableFileOptions;
import picocli.CommandLine.Option;

/** How a file of rows is written, as far as the user says it. */
class RowFileOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Format of the file: csv, text (as mysqldump --tab and COPY write it; without --fields, of all columns), json, jsonl or"
                            + " yaml. Default: found from its name or its first bytes.")
    private TableFile.@Nullable Format format;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            converter = CharacterReader.class,
            description =
                    "The character between the values of a CSV row; \\t is a tab. Default: found from the first rows.")
    private @Nullable Character delimiter;

    @Option(
            names = "--null",
            paramLabel = "TOKEN",
            description =
                    "Text that means NULL in a CSV or text file, if it has no quotes. Default: nothing in csv, \\N in text.")
    private @Nullable String nullToken;

    @Option(
            names = "--header-line",
            paramLabel = "N",
            converter = CountReader.class,
            defaultValue = "1",
            description = "The line of a CSV file that has the names. Default: ${DEFAULT-VALUE}.")
    private int headerLine;

    @Option(
            names = "--fields",
            paramLabel = "NAME",
            split = ",",
            description = "The names of the fields, separated by commas, of a csv or text file without a header.")
    private List<String> fields = List.of();

    /** What is said about a file in this charset; {@code null} if none is said. */
    TableFileOptions file(@Nullable Charset charset) {
        TableFileOptions.Csv csv = new TableFileOptions.Csv(delimiter, null, nullToken, headerLine, List.of());
        return new TableFileOptions(format, charset, fields.isEmpty() ? csv : csv.withoutHeader(fields));
    }

    /** Those of the options that mean one file and not many, and whether they are given. */
    Map<String, Boolean> ofOneFile() {
        return Map.of("--fields", !fields.isEmpty(), "--format", format != null);
    }
}
