package org.schemuse.changelog.schema;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.schemuse.changelog.lock.RunLocks;

/**
 * An import that says it is still running.
 *
 * @param underWay whether a process is at work on it; otherwise it was interrupted
 * @param closed whether the schema refuses other sessions until the import is finished or undone
 * @param setAside what it dropped or disabled for its load and has not restored yet, counted by kind: constraint, index,
 *     trigger, force_row_security
 */
public record UnfinishedImport(
        UUID id, String source, Instant startedAt, boolean underWay, boolean closed, Map<String, Integer> setAside) {
    private static final Set<String> TABLES = Set.of("import_runs", "import_deferred_objects");

    /** The importer's advisory lock on a schema; {@code pg_locks} shows its 64 bits in two halves. */
    private static final String UNDER_WAY = """
            SELECT EXISTS (
                SELECT FROM pg_locks l, hashtextextended('schemuse import into ' || ?, 0) AS key
                WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND (l.classid::bigint << 32 | l.objid::bigint) = key)
            """;

    private static final String UNFINISHED = """
            SELECT r.id, r.source, r.started_at, a.kind, count(a.kind),
                EXISTS (SELECT FROM %1$s.import_deferred_objects c WHERE c.run_id = r.id AND c.kind = 'closed')
            FROM %1$s.import_runs r
            LEFT JOIN %1$s.import_deferred_objects a ON a.run_id = r.id AND a.restored_at IS NULL AND a.kind <> 'closed'
            WHERE r.state = 'running'
            GROUP BY r.id, a.kind
            ORDER BY r.started_at, r.id
            """;

    public UnfinishedImport {
        setAside = new TreeMap<>(setAside);
    }

    /** Those of a schema, the oldest first; none where it has not, or not yet, the tables of imports. */
    static List<UnfinishedImport> in(SchemaSession session) throws SQLException {
        List<UnfinishedImport> unfinished = new ArrayList<>();
        if (!session.relations().containsAll(TABLES)) {
            return unfinished;
        }
        boolean underWay = underWay(session);
        try (PreparedStatement statement = session.connection()
                        .prepareStatement(UNFINISHED.formatted(session.schema().quoted()));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                if (unfinished.isEmpty()
                        || !unfinished.get(unfinished.size() - 1).id().equals(id)) {
                    Instant startedAt = row.getObject(3, OffsetDateTime.class).toInstant();
                    unfinished.add(new UnfinishedImport(
                            id, row.getString(2), startedAt, underWay, row.getBoolean(6), Map.of()));
                }
                if (row.getString(4) != null) {
                    unfinished.get(unfinished.size() - 1).setAside().put(row.getString(4), row.getInt(5));
                }
            }
        }
        return unfinished;
    }

    private static boolean underWay(SchemaSession session) throws SQLException {
        return session.texts(UNDER_WAY, session.schema().text()).get(0).equals("t");
    }

    /** Takes the importer's lock, so that none begins until the session is closed. */
    private static boolean keepImportsOut(SchemaSession session) throws SQLException {
        return session.texts(
                        "SELECT pg_try_advisory_lock(hashtextextended('schemuse import into ' || ?, 0))",
                        session.schema().text())
                .get(0)
                .equals("t");
    }

    /**
     * Lets no changeset be applied or rolled back while tables of the schema are not as changesets left them.
     *
     * @throws SchemaRefusedException if an import is under way or was cut off; else none can begin until the session is closed
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
        if (!keepImportsOut(session)) {
            throw new SchemaRefusedException(session.schema().where()
                    + ": an import, update or undo is under way"
                    + RunLocks.importing(session.connection(), session.schema().text())
                            .map(lock -> ": " + lock.session() + " (" + lock.application() + ")")
                            .orElse("")
                    + "; wait until it is done, or end it with: schemuse locks --release");
        }
    }
}
