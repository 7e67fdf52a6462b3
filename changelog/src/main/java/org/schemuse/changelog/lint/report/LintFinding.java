package org.schemuse.changelog.lint.report;

import org.jspecify.annotations.Nullable;

/**
 * What a rule has to say about a place in a file.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param changeset author and id, such as {@code schemuse:009-create-users-table}; null in a plain SQL file
 * @param help what to write instead
 * @param sourceLine the line of the file
 * @param table the table it is about; null where it is about none
 * @param size of that table in the live database; null where nobody looked or it is not there
 */
public record LintFinding(
        String rule,
        Severity severity,
        String file,
        int line,
        int column,
        @Nullable String changeset,
        String message,
        String help,
        String sourceLine,
        @Nullable String table,
        @Nullable TableSize size) {
    /** The message, with the size of the table where it is known. */
    public String text() {
        return size == null ? message : message + " (" + table + ": " + size + ")";
    }

    /** The same finding about a table of this size. */
    public LintFinding on(TableSize found, boolean weighed) {
        return new LintFinding(
                rule,
                weighed ? found.weigh(severity) : severity,
                file,
                line,
                column,
                changeset,
                message,
                help,
                sourceLine,
                table,
                found);
    }
}
