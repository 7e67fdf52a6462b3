package org.schemuse.importer.mud.update;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.AuditTrail;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.TargetTables;
import org.schemuse.importer.mud.row.WorldTable;

/** A world in the database, as a connection sees it. */
public final class StoredWorld {
    /** The catalog that worlds are stored in. */
    public static final String CATALOG = "vibemuse";

    private final TargetSchema schema;
    private final Handle handle;

    /** The world in a schema, as a connection to that schema sees it. */
    public StoredWorld(TargetSchema schema, Handle handle) {
        this.schema = schema;
        this.handle = handle;
    }

    /** A world's tables, as the engine wants to know them. */
    public static Target target(TargetSchema schema, Handle handle) {
        return new Target(
                schema,
                CATALOG,
                TargetTables.read(handle, WorldTable.all()),
                new AuditTrail("audit_logs"),
                RowOrigin.DERIVED_IDS);
    }

    /** The users of an unfinished import that are in the database, each with its hash. */
    public Set<UUID> users() {
        return handle.createQuery("SELECT id FROM users").mapTo(UUID.class).set();
    }

    /** What users log in with, or would if their account were not locked because they had left the dump. */
    public Map<UUID, String> passwordHashes() {
        handle.begin();
        schema.showEverything(handle);
        Map<UUID, String> hashes = handle.createQuery(
                        "SELECT id, " + VanishedPlayers.UNLOCKED_HASH + " FROM " + schema.quotedName() + ".users u")
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn(1, UUID.class), row.getColumn(2, String.class));
                    return all;
                });
        handle.rollback();
        return hashes;
    }

    /** How many passwords of the dump are in no table. */
    public long passwordsNotKept(UUID run) {
        return handle.createQuery("""
                        SELECT (counts #>> '{dump,passwords}')::bigint - (SELECT count(*) FROM legacy_passwords)
                        FROM import_runs WHERE id = :run
                        """).bind("run", run).mapTo(Long.class).one();
    }

    /**
     * Refuses to believe that a world is there after somebody emptied its tables by hand.
     *
     * @throws ImportRefusedException if a row that only imports write is gone, or all of a kind that every world has many of
     */
    public void requireRowsOf(ImportRun run) {
        handle.begin();
        schema.showEverything(handle);
        Map<String, Long> brought = new ImportLedger(handle)
                .rows(run.id(), List.copyOf(WorldTable.all().keySet()));
        String legacy = WorldTable.LEGACY_OBJECTS.sqlName();
        requireRows(run, legacy, brought.getOrDefault(legacy, 0L), Long.MAX_VALUE);
        for (WorldTable table : List.of(WorldTable.OBJECTS, WorldTable.USERS, WorldTable.ATTRIBUTES)) {
            // People may delete some of these, and add others.
            requireRows(run, table.sqlName(), Math.min(1, brought.getOrDefault(table.sqlName(), 0L)), 1);
        }
        handle.rollback();
    }

    private void requireRows(ImportRun run, String table, long expected, long most) {
        long found = handle.createQuery("SELECT count(*) FROM (SELECT FROM " + table + " LIMIT " + most + ") AS found")
                .mapTo(Long.class)
                .one();
        if (found < expected) {
            throw new ImportRefusedException("schema \"" + schema.name() + "\" no longer holds " + run.called()
                    + ": table " + table + " has " + found + " rows, expected " + (most == 1 ? "some" : expected)
                    + "; undo what is left and import again: schemuse undo " + run.number() + " --schema "
                    + schema.name());
        }
    }
}
