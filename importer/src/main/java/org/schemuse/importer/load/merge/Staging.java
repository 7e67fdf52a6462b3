package org.schemuse.importer.load.merge;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.TargetTable;

/**
 * A newer state beside the tables it belongs to: temporary tables of one connection, called and shaped as they are, so that
 * whatever reads or fills the tables reads and fills them as long as {@link #inFront}. They go with the connection.
 */
public final class Staging {
    private final Target target;
    private final TargetSchema schema;
    private final Handle handle;

    private Staging(Target target, Handle handle) {
        this.target = target;
        this.schema = target.schema();
        this.handle = handle;
    }

    /** Makes the tables, empty. */
    public static Staging create(Target target, Handle handle) {
        for (TargetTable table : target.tables()) {
            handle.execute("CREATE TEMP TABLE " + table.name() + " (LIKE " + table.name() + " INCLUDING DEFAULTS)");
        }
        return new Staging(target, handle);
    }

    /** From here on the names of tables mean the temporary ones. */
    public void inFront() {
        handle.execute(schema.searchPathBehindTemporaryTables());
    }

    /** From here on the names of tables mean the target's. */
    public void behind() {
        for (TargetTable table : target.tables()) {
            handle.execute("ANALYZE pg_temp." + table.name());
        }
        handle.execute(schema.searchPath());
    }

    /** The server's time, which stands in rows whose date the input does not know. */
    public Instant now() {
        return handle.createQuery("SELECT clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    /** How many rows there are, by table. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (TargetTable table : target.tables()) {
            rows.put(
                    table.name(),
                    handle.createQuery("SELECT count(*) FROM pg_temp." + table.name())
                            .mapTo(Long.class)
                            .one());
        }
        return rows;
    }
}
