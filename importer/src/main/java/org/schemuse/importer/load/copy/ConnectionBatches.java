package org.schemuse.importer.load.copy;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetTables;

/** Sends full batches over the caller's connection, within whatever transaction it is in. */
public final class ConnectionBatches implements Batches {
    private final Handle handle;
    private final TargetTables tables;
    private final Batch batch;

    /** Into tables that the connection sees. */
    public ConnectionBatches(Handle handle, TargetTables tables) {
        this.handle = handle;
        this.tables = tables;
        this.batch = new Batch(tables.size()).begin(0, 0);
    }

    @Override
    public Batch batch() {
        return batch;
    }

    @Override
    public boolean sendIfHolds(int records) {
        boolean full = batch.holds(records);
        if (full) {
            send();
        }
        return full;
    }

    /**
     * Sends what there is.
     *
     * @throws ImportRefusedException if the server does not take it
     */
    @Override
    public void send() {
        try {
            BatchSender.copy(handle.getConnection().unwrap(PGConnection.class).getCopyAPI(), tables, batch);
        } catch (SQLException e) {
            throw ImportRefusedException.by(e);
        }
        batch.begin(0, 0);
    }
}
