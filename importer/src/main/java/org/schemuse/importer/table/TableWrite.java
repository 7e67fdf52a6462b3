package org.schemuse.importer.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.TableWriter.Range;

/**
 * Writes a range of judged rows into their table in one transaction, without savepoints: whoever undoes the run finds its rows by
 * that transaction. If the server refuses a row all the same, as a trigger or a policy can, that row becomes a reject and all is
 * written once more.
 */
final class TableWrite {
    /** A trigger may refuse other rows once the first are out of its way. */
    static final int ATTEMPTS = 5;

    /** A constraint trigger that waits for the end would be heard too late to tell the row. */
    static final String NOW = "SET CONSTRAINTS ALL IMMEDIATE";

    private final Handle transaction;
    private final TableWriter sql;
    private final Place place;

    private TableWrite(Handle transaction, TableWriter sql, Place place) {
        this.transaction = transaction;
        this.sql = sql;
        this.place = place;
    }

    /**
     * What a write needs to know of its run.
     *
     * @param complete whether rows of the table that the file does not have are counted
     * @param ledger the schema of the ledger, as SQL names it
     * @param filtered whether a trigger of the table may leave out rows
     * @param as the role that writes; {@code null} for the importing one
     */
    record Place(
            UUID run,
            int number,
            OnConflict onConflict,
            boolean complete,
            String ledger,
            String replaced,
            String written,
            boolean filtered,
            @Nullable ActingRole as) {}

    /**
     * Writes a range.
     *
     * @param handle a connection that is in no transaction
     * @param place with a number below 0 that no other write of the run has
     * @param written what belongs into the same transaction, once the rows are there
     * @throws ImportRefusedException if the server refuses the rows for a reason that is not in one of them
     */
    static void run(Handle handle, TableWriter sql, Range range, Place place, BiConsumer<Handle, RowTally> written) {
        for (int attempt = 1; ; attempt++) {
            try {
                handle.useTransaction(transaction -> {
                    RowTally counts = new TableWrite(transaction, sql, place).atOnce(range, true);
                    new ImportLedger(transaction)
                            .markTransaction(place.run(), place.number(), counts.inserted() + counts.updated());
                    written.accept(transaction, counts);
                });
                return;
            } catch (ServerRefusal e) {
                RefusedRows rows = new RefusedRows(
                        handle,
                        sql,
                        transaction -> {},
                        (transaction, some) -> new TableWrite(transaction, sql, place).atOnce(some, true));
                if (attempt == ATTEMPTS || !rows.reject(range, e)) {
                    throw ImportRefusedException.by(e.refusal());
                }
            }
        }
    }

    /** What the server says to a statement. */
    static final class ServerRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException refusal;

        private ServerRefusal(SQLException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        SQLException refusal() {
            return refusal;
        }
    }

    /**
     * The same within the caller's transaction, once.
     *
     * @param now whether constraints that wait for the end are to speak at once
     * @throws ServerRefusal if the server refuses the rows
     */
    static RowTally attempt(Handle transaction, TableWriter sql, Range range, Place place, boolean now) {
        return new TableWrite(transaction, sql, place).atOnce(range, now);
    }

    private RowTally atOnce(Range range, boolean now) {
        if (place.as() != null) {
            return new ActingWrite(transaction, sql, place, place.as()).atOnce(range, now);
        }
        if (place.onConflict() == OnConflict.ERROR) {
            RowTally counts = new RowTally(execute(sql.insert(range, place.written())), 0, 0, 0);
            settle(now);
            return counts;
        }
        long candidates =
                transaction.createQuery(sql.candidates(range)).mapTo(Long.class).one();
        long matched = 0;
        long updated = 0;
        if (place.onConflict() == OnConflict.UPDATE) {
            matched = execute(sql.match(range));
            if (sql.changes()) {
                execute(sql.remember(place.replaced()));
                updated = execute(sql.update());
            }
            execute("DROP TABLE pg_temp.matched");
        }
        Vanished vanished = place.complete() ? vanished(transaction, sql) : Vanished.NONE;
        long inserted = execute(sql.insert(range, place.written()));
        settle(now);
        if (!place.filtered() && place.onConflict() == OnConflict.UPDATE && matched + inserted != candidates) {
            throw new ImportRefusedException("others wrote rows with the same keys meanwhile, so nothing was imported;"
                    + " run the command again");
        }
        return new RowTally(inserted, updated, matched - updated, candidates - matched - inserted).missing(vanished);
    }

    /** The rows of the table that the file does not have, as the current role sees them. */
    static Vanished vanished(Handle handle, TableWriter sql) {
        try (Statement plain = handle.getConnection().createStatement();
                ResultSet count = plain.executeQuery(sql.vanishedCount())) {
            count.next();
            return new Vanished(count.getLong(1), first(handle, sql));
        } catch (SQLException e) {
            throw new ServerRefusal(e);
        }
    }

    private static List<String> first(Handle handle, TableWriter sql) throws SQLException {
        List<String> first = new ArrayList<>();
        try (Statement plain = handle.getConnection().createStatement();
                ResultSet keys = plain.executeQuery(sql.firstVanished())) {
            while (keys.next()) {
                first.add(keys.getString(1));
            }
        }
        return List.copyOf(first);
    }

    private void settle(boolean now) {
        if (now) {
            execute(NOW);
        }
    }

    private long execute(String statement) {
        return plain(transaction, statement);
    }

    /** Runs a statement as it is: an expression of a default may hold what JDBI would take for a parameter. */
    static long plain(Handle handle, String statement) {
        try (Statement plain = handle.getConnection().createStatement()) {
            return plain.executeLargeUpdate(statement);
        } catch (SQLException e) {
            throw new ServerRefusal(e);
        }
    }
}
