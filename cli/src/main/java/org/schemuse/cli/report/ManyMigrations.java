package org.schemuse.cli.report;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of many schemas in one run.
 *
 * @param schemas in the order they were named
 * @param notTried schemas left alone because another one failed, or the run was interrupted
 * @param workers processes at work
 */
public record ManyMigrations(
        String catalog, List<SchemaOutcome> schemas, List<String> notTried, int workers, Duration took) {
    public ManyMigrations {
        schemas = List.copyOf(schemas);
        notTried = List.copyOf(notTried);
    }

    /** That of the first schema that failed. */
    public int exitCode() {
        return schemas.stream()
                .filter(SchemaOutcome::isFailure)
                .findFirst()
                .map(SchemaOutcome::exitCode)
                .orElse(notTried.isEmpty() ? ExitCode.DONE.code() : ExitCode.INTERRUPTED.code());
    }
}
