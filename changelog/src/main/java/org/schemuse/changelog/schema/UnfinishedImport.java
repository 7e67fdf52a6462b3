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
 * @param schema the schema of its tables
 * @param ofRows whether its input is a file of rows for one table, and no dump
 * @param underWay whether a process is at work on it; otherwise it was interrupted
 * @param closed whether the schema refuses other sessions until the import is finished or undone
 * @param deferredObjects what it dropped or disabled for its load and has not restored yet, counted by kind: constraint, index,
 *     trigger, force_row_security
 */
public record UnfinishedImport(
        UUID id,
        String schema,
        boolean ofRows,
        String source,
        Instant startedAt,
        boolean underWay,
        boolean closed,
        Map<String, Integer> deferredObjects) {
    /** The two tables, and what they say of an import that is neither finished nor undone. */
    private static final String UNFINISHED = """
            SELECT r.id, coalesce(r.options ->> 'schema', %5$s) AS schema, r.dialect = %6$s AS of_rows, r.source, r.started_at,
                a.kind, count(a.kind) AS objects,
                EXISTS (SELECT FROM %1$s c WHERE c.run_id = r.id AND c.kind = %3$s) AS closed
            FROM %2$s r
            LEFT JOIN %1$s a ON a.run_id = r.id AND a.restored_at IS NULL AND a.kind <> %3$s
            WHERE r.state = %4$s
            GROUP BY r.id, a.kind
            ORDER BY r.started_at, r.id
            """;

    public UnfinishedImport {
        deferredObjects = new TreeMap<>(deferredObjects);
    }

    /** Those of a schema, the oldest first; none where it has not, or not yet, the tables of imports in it or beside it. */
    static List<UnfinishedImport> in(SchemaSession session) throws SQLException {
        String schema = session.schema().text();
        if (session.relations().containsAll(ImportLedgerTables.names())) {
            return in(session, schema);
        }
        String beside = ImportLedgerTables.besideOf(schema);
        boolean installed = Sql.isTrue(
                session.connection(),
                "SELECT to_regclass(?) IS NOT NULL",
                Quoting.qualified(beside, ImportLedgerTables.DEFERRED_OBJECTS));
        return installed ? in(session, beside) : List.of();
    }

    private static List<UnfinishedImport> in(SchemaSession session, String ledger) throws SQLException {
        String query = UNFINISHED.formatted(
                Quoting.qualified(ledger, ImportLedgerTables.DEFERRED_OBJECTS),
                Quoting.qualified(ledger, ImportLedgerTables.RUNS),
                Quoting.literal(ImportLedgerTables.CLOSED),
                Quoting.literal(ImportLedgerTables.RUNNING),
                Quoting.literal(session.schema().text()),
                Quoting.literal(ImportLedgerTables.ROWS));
        List<UnfinishedImport> unfinished = new ArrayList<>();
        Sql.list(session.connection(), query, row -> {
            UUID id = row.getObject("id", UUID.class);
            if (unfinished.isEmpty()
                    || !unfinished.get(unfinished.size() - 1).id().equals(id)) {
                unfinished.add(new UnfinishedImport(
                        id,
                        row.getString("schema"),
                        row.getBoolean("of_rows"),
                        row.getString("source"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        ImportLock.isHeld(session.connection(), row.getString("schema")),
                        row.getBoolean("closed"),
                        Map.of()));
            }
            UnfinishedImport latest = unfinished.get(unfinished.size() - 1);
            if (row.getString("kind") != null) {
                latest.deferredObjects().put(row.getString("kind"), row.getInt("objects"));
            }
            return latest;
        });
        return unfinished;
    }

    /** How to continue it and how to undo it, as a person types it. */
    public List<String> remedies() {
        String option = " --schema " + schema;
        return ofRows
                ? List.of("continue with the command that began it", "undo it with: schemuse undo " + id + option)
                : List.of(
                        "continue with: schemuse resume " + id + option,
                        "remove its rows with: schemuse undo " + id + option);
    }

    /**
     * Refuses to apply or roll back changesets while tables of the schema are not as changesets left them. Otherwise no
     * import can begin until the session is closed.
     *
     * @throws SchemaRefusedException if an import is under way or was interrupted
     */
    static void refuse(SchemaSession session) throws SQLException {
        for (UnfinishedImport run : in(session)) {
            // Rows that only wait beside their table are in nobody's way.
            if (run.underWay || run.closed || !run.ofRows) {
                throw new SchemaRefusedException(session.schema().where() + ": " + run.inTheWay());
            }
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

    private String inTheWay() {
        return "an import of " + source
                + (underWay
                        ? " is under way: wait until it is done"
                        : " was interrupted, and " + (ofRows ? "its table" : "the schema")
                                + " is closed until it is finished or undone: " + String.join(", or ", remedies()));
    }
}
