package org.schemuse.cli.command;

import picocli.CommandLine.Option;

/** Whether to change anything at all. */
final class DryRun {
    /** What a dry run does instead: shows the SQL. */
    enum Way {
        sql
    }

    @Option(
            names = "--dry-run",
            paramLabel = "sql",
            arity = "0..1",
            fallbackValue = "sql",
            description = "Change nothing; print the SQL that would run.")
    private Way way;

    boolean wantsSql() {
        return way == Way.sql;
    }
}
