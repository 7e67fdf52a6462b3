package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.schemuse.changelog.lock.RunLocks;
import org.schemuse.postgres.ImportLedgerTables;
import org.schemuse.postgres.ImportLock;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.Sql;

/**
 * An import that says it is still running.
 *
 * @param underWay whether a process is at work on it; otherwise it was interrupted
 * @param closed whether the schema refuses other sessions until the import is finished or undone
 * @param deferredObjects what it dropped or disabled for its load and has not restored yet, counted by kind: constraint, index,
 *     trigger, force_row_security
 */
public record UnfinishedImport(
        UUID id,
        String source,
        Instant startedAt,
        boolean underWay,
        boolean closed,
        Map<String, Integer> deferredObjects) {
    /** The two tables, and what they say of an import that is neither finished nor undone. */
    private static final String UNFINISHED = """
            SELECT r.id, r.source, r.started_at, a.kind, count(a.kind),
                EXISTS (SELECT FROM %1$s c WHERE c.run_id = r.id AND c.kind = %3$s)
            FROM %2$s r
            LEFT JOIN %1$s a ON a.run_id = r.id AND a.restored_at IS NULL AND a.kind <> %3$s
            WHERE r.state = %4$s
            GROUP BY r.id, a.kind
            ORDER BY r.started_at, r.id
            """;

    public UnfinishedImport {
        deferredObjects = new TreeMap<>(deferredObjects);
    }

    /** Those of a schema, the oldest first; none where it has not, or not yet, the tables of imports. */
    static List<UnfinishedImport> in(SchemaSession session) throws SQLException {
        List<UnfinishedImport> unfinished = new ArrayList<>();
        if (!session.relations().containsAll(ImportLedgerTables.names())) {
            return unfinished;
        }
        String schema = session.schema().text();
        boolean underWay = ImportLock.isHeld(session.connection(), schema);
        String query = UNFINISHED.formatted(
                Quoting.qualified(schema, ImportLedgerTables.DEFERRED_OBJECTS),
                Quoting.qualified(schema, ImportLedgerTables.RUNS),
                Quoting.literal(ImportLedgerTables.CLOSED),
                Quoting.literal(ImportLedgerTables.RUNNING));
        Sql.list(session.connection(), query, row -> {
            UUID id = row.getObject(1, UUID.class);
            if (unfinished.isEmpty()
                    || !unfinished.get(unfinished.size() - 1).id().equals(id)) {
                Instant startedAt = row.getObject(3, OffsetDateTime.class).toInstant();
                unfinished.add(
                        new UnfinishedImport(id, row.getString(2), startedAt, underWay, row.getBoolean(6), Map.of()));
            }
            UnfinishedImport latest = unfinished.get(unfinished.size() - 1);
            if (row.getString(4) != null) {
                latest.deferredObjects().put(row.getString(4), row.getInt(5));
            }
            return latest;
        });
        return unfinished;
    }

    /**
     * Refuses to apply or roll back changesets while tables of the schema are not as changesets left them. Otherwise no
     * import can begin until the session is closed.
     *
     * @throws SchemaRefusedException if an import is under way or was interrupted
     */
    static void refuse(SchemaSession session) throws SQLException {
        for (UnfinishedImport run : in(session)) {
            throw new SchemaRefusedException(session.schema().where() + ": "
                    + (run.underWay
                            ? "an import of " + run.source + " is under way: wait until it is done"
                            : "an import of " + run.source
                                    + " was interrupted, and the schema is closed until it is finished or undone:"
                                    + " continue with schemuse resume " + run.id
                                    + ", or remove its rows with schemuse undo " + run.id));
        }
        if (!ImportLock.take(session.connection(), session.schema().text(), Duration.ZERO)) {
            throw new SchemaRefusedException(session.schema().where()
                    + ": an import, update or undo is under way"
                    + RunLocks.importing(session.connection(), session.schema().text())
                            .map(lock -> ": " + lock.session() + " (" + lock.application() + ")")
                            .orElse("")
                    + "; wait until it is done, or end it with: schemuse locks --release");
        }
    }
}
