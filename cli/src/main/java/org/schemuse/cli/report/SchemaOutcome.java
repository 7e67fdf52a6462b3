package org.schemuse.cli.report;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.schema.MigrationReport;

/**
 * The outcome of one of many schemas.
 *
 * @param exitCode as if it had been alone
 * @param report null if it failed
 * @param message why it failed, in one line; null if it did not
 */
public record SchemaOutcome(
        String schema,
        int exitCode,
        @Nullable MigrationReport report,
        @Nullable String message) implements Serializable {
    public static SchemaOutcome done(MigrationReport report) {
        return new SchemaOutcome(report.schema(), ExitCode.DONE.code(), report, null);
    }

    public static SchemaOutcome failed(String schema, Failure failure) {
        String line = failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
        return new SchemaOutcome(schema, failure.exitCode().code(), null, line);
    }

    boolean isFailure() {
        return message != null;
    }
}
