package org.schemuse.cli.report;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was generated from a live schema, or how files in a repository differ from it.
 *
 * @param schema that was read
 * @param files written or compared; empty where the text is the result itself
 * @param upToDate whether the files are, now that the command has ended, what the live schema makes
 * @param fileDifferences found by {@code --check}
 * @param text what was generated, if no file was named for it; otherwise null
 */
public record GenerationReport(
        String schema,
        List<String> files,
        boolean upToDate,
        List<GeneratedFiles.Difference> fileDifferences,
        @Nullable String text) {

    /** As text; {@code where} names the database. */
    public String text(String where) {
        if (text != null) {
            return text;
        }
        String source = "schema " + schema + " in " + where;
        if (upToDate) {
            return files.stream()
                    .map(file -> file + ": as " + source + " has it")
                    .collect(Collectors.joining("\n"));
        }
        return fileDifferences.stream()
                        .map(each -> each.file() + ": " + word(each.kind())
                                + each.diff().stream()
                                        .map(line -> "\n  " + line)
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining("\n"))
                + "\nOut of date with " + source + ". The same command without --check brings it up to date.";
    }

    private static String word(GeneratedFiles.Kind kind) {
        return switch (kind) {
            case MISSING -> "missing";
            case CHANGED -> "differs";
            case LEFT_OVER -> "left over: what it tells of is gone";
        };
    }
}
