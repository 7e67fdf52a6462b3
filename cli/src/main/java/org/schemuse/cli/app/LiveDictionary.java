package org.schemuse.cli.app;

import java.util.List;
import org.schemuse.changelog.dictionary.Dictionary;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.GeneratedFiles;
import org.schemuse.cli.report.GeneratedFiles.Difference;
import org.schemuse.cli.report.GenerationReport;
import org.schemuse.cli.report.Output;

/**
 * The dictionary of a live schema, and the database that has it: what files can be generated from.
 *
 * @param where the database, for people
 */
public record LiveDictionary(Dictionary dictionary, String where) {
    /**
     * Reads a schema.
     *
     * @throws Failure (exit code 4) if there is no such schema
     */
    public static LiveDictionary of(TargetDatabase target, String schema) {
        Dictionary dictionary = Dictionary.read(target.dataSource(), schema)
                .orElseThrow(() -> Failure.database("There is no schema " + schema + " in " + target.description()
                        + ": install one with schemuse migrate, or name another with --schema."));
        return new LiveDictionary(dictionary, target.description());
    }

    /** Prints a text generated from the schema, which is the result itself; returns the exit code. */
    public int print(String text, Output output) {
        output.result(new GenerationReport(dictionary.schema(), List.of(), true, List.of(), text), () -> text);
        return ExitCode.DONE.code();
    }

    /**
     * Writes the files, or only compares them, and prints the report.
     *
     * @return the exit code
     */
    public int keep(GeneratedFiles files, boolean check, Output output) {
        List<Difference> differences = check ? files.differences() : List.of();
        if (!check) {
            files.write();
        }
        GenerationReport report =
                new GenerationReport(dictionary.schema(), files.names(), differences.isEmpty(), differences, null);
        output.result(report, () -> report.text(where));
        return (differences.isEmpty() ? ExitCode.DONE : ExitCode.VERIFICATION).code();
    }
}
