package org.schemuse.cli.command;

import java.util.List;
import org.schemuse.changelog.dictionary.Dictionary;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.GeneratedFiles;
import org.schemuse.cli.report.GeneratedFiles.Difference;
import org.schemuse.cli.report.GenerationReport;
import org.schemuse.cli.report.Output;

/** A schema that is there, and where: what files can be made from. */
record ReadSchema(Dictionary dictionary, String where) {

    /** @throws Failure (exit code 4) if there is no such schema, or no database */
    static ReadSchema of(String name, GlobalOptions options) {
        Target target = options.existingTarget()
                .orElseThrow(
                        () -> Failure.database("There is no schema to read: no PostgreSQL was set up in this folder"
                                + " or named by --url or PGHOST."));
        Dictionary dictionary = Dictionary.read(target.dataSource(), name)
                .orElseThrow(() -> Failure.database("There is no schema " + name + " in " + target.description()
                        + ": install one with schemuse migrate, or name another with --schema."));
        return new ReadSchema(dictionary, target.description());
    }

    String name() {
        return dictionary.schema();
    }

    /** The text is the result itself; returns the exit code. */
    int print(String text, Output output) {
        output.result(new GenerationReport(name(), List.of(), true, List.of(), text), () -> text);
        return ExitCode.DONE.code();
    }

    /**
     * Writes the files, or only compares them, and says so.
     *
     * @return the exit code
     */
    int keep(GeneratedFiles files, boolean check, Output output) {
        List<Difference> differences = check ? files.differences() : List.of();
        if (!check) {
            files.write();
        }
        GenerationReport report = new GenerationReport(name(), files.names(), differences.isEmpty(), differences, null);
        output.result(report, () -> report.text(where));
        return differences.isEmpty() ? ExitCode.DONE.code() : ExitCode.VERIFICATION.code();
    }
}
