package org.schemuse.changelog.schema;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.liquibase.PassedOver;

/**
 * What a migration did. Serializable, for a worker process hands it to the one that started it.
 *
 * @param appliedIds in order; empty where nothing was pending. In a dry run: what would be applied
 * @param pendingIds what is still to come
 * @param passedOver what was not applied although it was its turn, with the reason
 * @param sql what would run; null except in a dry run
 */
public record MigrationReport(
        String catalog,
        String schema,
        boolean schemaCreated,
        List<String> appliedIds,
        List<String> pendingIds,
        List<PassedOver> passedOver,
        @Nullable String sql,
        Duration took)
        implements Serializable {
    public MigrationReport {
        appliedIds = List.copyOf(appliedIds);
        pendingIds = List.copyOf(pendingIds);
        passedOver = List.copyOf(passedOver);
    }
}
