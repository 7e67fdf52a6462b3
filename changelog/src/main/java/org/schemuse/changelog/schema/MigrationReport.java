package org.schemuse.changelog.schema;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.schemuse.changelog.liquibase.PassedOver;

/**
 * What a migration did. Serializable, for a worker process hands it to the one that started it.
 *
 * @param applied ids, in order; empty where nothing was pending. In a dry run: what would be applied
 * @param pendingAfter ids that are still to come
 * @param passedOver what was not applied although it was its turn, with the reason
 * @param sql what would run; null except in a dry run
 */
public record MigrationReport(
        String catalog,
        String schema,
        boolean schemaCreated,
        List<String> applied,
        List<String> pendingAfter,
        List<PassedOver> passedOver,
        String sql,
        Duration took)
        implements Serializable {
    public MigrationReport {
        applied = List.copyOf(applied);
        pendingAfter = List.copyOf(pendingAfter);
        passedOver = List.copyOf(passedOver);
    }
}
