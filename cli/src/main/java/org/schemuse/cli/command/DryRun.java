package org.schemuse.cli.command;

import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.preview.Preview;
import org.schemuse.cli.app.PreviewRun;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Option;

/** Whether a command changes nothing, and what it does instead. */
final class DryRun {
    /** What a dry run does instead: shows the SQL, or runs it and rolls it back. */
    enum Way {
        sql,
        execute
    }

    @Option(
            names = "--dry-run",
            paramLabel = "sql|execute",
            arity = "0..1",
            fallbackValue = "sql",
            description =
                    "Change nothing. sql (also without a value): print the SQL. execute: run the changesets, roll them"
                            + " back, and report the duration, locks and table rewrites of each.")
    private @Nullable Way way;

    @Option(
            names = "--on",
            paramLabel = "SERVER",
            completionCandidates = Servers.class,
            description = "With --dry-run=execute: try it in an empty copy of the schema, on embedded or the URL of a"
                    + " server. Default: in a transaction that is rolled back; embedded where a changeset allows none.")
    private @Nullable String on;

    boolean wantsSql() {
        return way == Way.sql;
    }

    boolean executes() {
        if (on != null && way != Way.execute) {
            throw Failure.usage("--on says where --dry-run=execute tries changesets: give that too, or leave it out.");
        }
        return way == Way.execute;
    }

    /** Executes it and prints what it did; returns the exit code. */
    int show(Preview preview, TargetDatabase target, GlobalOptions options) {
        new PreviewRun(options.finder(), on).show(preview, target, options.output());
        return ExitCode.DONE.code();
    }
}
