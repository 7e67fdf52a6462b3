package org.schemuse.importer.load.merge;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.BatchSender;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.postgres.SessionSettings;

/**
 * A newer dump beside the world it belongs to: temporary tables of one connection, called and shaped as the world's own,
 * so that whatever reads or fills a world reads and fills them as long as {@link #inFront}. They go with the connection.
 */
public final class Staging {
    private final TargetSchema schema;
    private final Handle handle;

    private Staging(TargetSchema schema, Handle handle) {
        this.schema = schema;
        this.handle = handle;
    }

    /** Makes the tables, empty. */
    public static Staging create(TargetSchema schema, Handle handle) {
        for (WorldTable table : WorldTable.values()) {
            handle.execute(
                    "CREATE TEMP TABLE " + table.sqlName() + " (LIKE " + table.sqlName() + " INCLUDING DEFAULTS)");
        }
        return new Staging(schema, handle);
    }

    /** From here on the names of tables mean the temporary ones. */
    public void inFront() {
        handle.execute("SET search_path TO pg_temp, " + schema.quotedName());
    }

    /** From here on the names of tables mean the world's. */
    public void behind() {
        for (WorldTable table : WorldTable.values()) {
            handle.execute("ANALYZE pg_temp." + table.sqlName());
        }
        handle.execute(SessionSettings.searchPath(schema.name()));
    }

    /** The server's time, which stands in rows whose date the dump does not know. */
    public Instant now() {
        return handle.createQuery("SELECT clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
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

    /** How much the staged dump and the world have in common. */
    public SameWorld compare() {
        return SameWorld.compare(schema, handle);
    }

    /** How many rows there are, by table. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (WorldTable table : WorldTable.values()) {
            rows.put(
                    table.sqlName(),
                    handle.createQuery("SELECT count(*) FROM pg_temp." + table.sqlName())
                            .mapTo(Long.class)
                            .one());
        }
        return rows;
    }

    /** Adds the rows of a batch. */
    public void add(Batch batch) {
        try {
            CopyManager copies =
                    handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
            for (Map.Entry<WorldTable, CopyRows> entry : batch.filled().entrySet()) {
                entry.getValue().end();
                BatchSender.copy(copies, entry.getKey(), entry.getValue());
            }
        } catch (SQLException e) {
            throw ImportRefusedException.by(e);
        }
    }
}
