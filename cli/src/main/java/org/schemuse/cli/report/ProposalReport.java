package org.schemuse.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was proposed for the rows of a file.
 *
 * @param source the file, as it was named
 * @param table the one that exists or is to be created
 * @param readCount rows that were read
 * @param rejectedCount rows that an import with the result would reject at least
 * @param doubts what the file leaves open, a line each
 * @param files that were written
 * @param text the mapping or the changeset, if no file was named for it; otherwise null
 */
public record ProposalReport(
        String source,
        String table,
        long readCount,
        long rejectedCount,
        List<String> doubts,
        List<String> files,
        @Nullable String text) {

    /** The text itself, or which files were written and what is in doubt. */
    public String asText() {
        if (text != null) {
            return text;
        }
        String doubted = doubts.isEmpty() ? "no doubts" : doubts.size() == 1 ? "1 doubt:" : doubts.size() + " doubts:";
        StringBuilder lines = new StringBuilder(String.join(", ", files) + ": for table " + table + " from " + readCount
                + " rows of " + source + "; " + doubted);
        doubts.forEach(doubt -> lines.append("\n  ").append(doubt));
        return lines.toString();
    }
}
