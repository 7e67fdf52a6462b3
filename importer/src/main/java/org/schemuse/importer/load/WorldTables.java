package org.schemuse.importer.load;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.row.Table;

/** The tables of a world as a whole: prepared for a load, and emptied after one that failed. */
public final class WorldTables {
    /** Others who use the tables get this long to end what they do. */
    private static final int LOCK_SECONDS = 10;

    private final WorldSchema schema;
    private final SetAside setAside;

    public WorldTables(WorldSchema schema) {
        this.schema = schema;
        this.setAside = new SetAside(schema);
    }

    public SetAside setAside() {
        return setAside;
    }

    /**
     * Makes the tables ready for a load, within the caller's transaction.
     *
     * @throws ImportRefused if there is anything in them
     */
    public void prepare(Handle handle, UUID run) {
        // A world in use is left alone: nothing of it is locked before it is known to be empty, as far as one may see.
        refuseFilled(handle);
        handle.execute("SET LOCAL lock_timeout TO '" + LOCK_SECONDS + "s'");
        setAside.drop(handle, run);
        refuseFilled(handle);
    }

    private void refuseFilled(Handle handle) {
        for (Table table : Table.values()) {
            boolean filled = handle.createQuery("SELECT EXISTS (SELECT FROM " + table.sqlName() + ")")
                    .mapTo(Boolean.class)
                    .one();
            if (filled) {
                throw new ImportRefused("schema \"" + schema.name() + "\" already has rows in table " + table.sqlName()
                        + ", and a world is imported into an empty one; choose another with --schema NAME");
            }
        }
    }

    /** Removes what a load left behind, and puts back what it set aside. */
    public void clear(Handle handle) throws InterruptedException {
        if (!SetAside.anythingMissing(handle)) {
            return;
        }
        String tables = Arrays.stream(Table.values()).map(Table::sqlName).collect(Collectors.joining(", "));
        // Nobody has a session in a world that never was; the table is named because it refers to users.
        handle.execute("TRUNCATE sessions, " + tables);
        setAside.restoreKeysAndIndexes(() -> {});
        setAside.restoreForeignKeys(() -> {}, connection -> {});
        setAside.restoreTriggers();
        handle.useTransaction(setAside::restoreRowSecurity);
    }
}
