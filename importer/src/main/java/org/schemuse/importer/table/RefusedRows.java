package org.schemuse.importer.table;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.postgresql.util.PSQLException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableWrite.ServerRefusal;
import org.schemuse.importer.table.TableWriter.Range;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.judge.StagedTable;
import org.schemuse.postgres.ServerMessage;

/** Narrows what the server refuses down to the rows, half by half, in a transaction that is rolled back. */
final class RefusedRows {
    /** What a row can be refused for, by class: data, constraint, a trigger's RAISE, WITH CHECK OPTION. */
    private static final Set<String> CLASSES = Set.of("22", "23", "44", "P0");

    /** What a policy of row-level security says, and a missing privilege. */
    private static final String NOT_ALLOWED = "42501";

    /** If the server refuses more rows one by one, it is not the rows. */
    private static final int MOST = 10_000;

    private final Handle handle;
    private final TableWriter sql;
    private final Consumer<Handle> before;
    private final Attempt attempt;
    private final StagedTable staged;
    private final Map<Long, SQLException> refused = new LinkedHashMap<>();

    /** Writes a range of rows. */
    @FunctionalInterface
    interface Attempt {
        /**
         * Writes it.
         *
         * @throws ServerRefusal if the server refuses the rows
         */
        void write(Handle transaction, Range range);
    }

    /** @param before what the same transaction writes first */
    RefusedRows(Handle handle, TableWriter sql, Consumer<Handle> before, Attempt attempt) {
        this.handle = handle;
        this.sql = sql;
        this.before = before;
        this.attempt = attempt;
        this.staged = sql.staged();
    }

    /**
     * Makes a reject of each row of the range that the server refuses.
     *
     * @return false if it is not a row that the server refuses
     * @throws ImportRefusedException if the server ends the search
     */
    boolean reject(Range range, ServerRefusal first) {
        if (!aboutARow(first.refusal())) {
            return false;
        }
        handle.useTransaction(transaction -> {
            // Another connection may be about to do the same.
            transaction.execute("LOCK TABLE " + staged.name() + " IN SHARE ROW EXCLUSIVE MODE");
            transaction.execute("CREATE INDEX IF NOT EXISTS " + sql.rowIndex() + " ON " + staged.name() + " ("
                    + StagingArea.ROW + ")");
        });
        handle.begin();
        try {
            before.accept(handle);
            narrow(range, first.refusal());
        } catch (ServerRefusal e) {
            throw ImportRefusedException.by(e.refusal());
        } finally {
            handle.rollback();
        }
        handle.useTransaction(transaction -> refused.forEach((row, refusal) -> reject(transaction, row, refusal)));
        return !refused.isEmpty();
    }

    private void narrow(Range range, SQLException refusal) {
        if (range.from() == range.to()) {
            refused.put(range.from(), refusal);
            return;
        }
        long middle = range.from() + (range.to() - range.from()) / 2;
        attempted(new Range(range.from(), middle));
        attempted(new Range(middle + 1, range.to()));
    }

    private void attempted(Range range) {
        handle.execute("SAVEPOINT range");
        try {
            attempt.write(handle, range);
            handle.execute("RELEASE SAVEPOINT range");
        } catch (ServerRefusal e) {
            if (!aboutARow(e.refusal()) || refused.size() >= MOST) {
                throw e;
            }
            handle.execute("ROLLBACK TO SAVEPOINT range");
            handle.execute("RELEASE SAVEPOINT range");
            narrow(range, e.refusal());
        }
    }

    private boolean aboutARow(SQLException refusal) {
        String state = refusal.getSQLState();
        return state != null
                && (state.equals(NOT_ALLOWED)
                        ? staged.shape().rowSecurity() && !lacksAPrivilege(refusal)
                        : CLASSES.contains(state.substring(0, 2)));
    }

    /** A missing privilege is no fault of a row; the server tells it from a policy by the routine that refuses. */
    private static boolean lacksAPrivilege(SQLException refusal) {
        return refusal instanceof PSQLException said
                && said.getServerErrorMessage() != null
                && String.valueOf(said.getServerErrorMessage().getRoutine()).startsWith("aclcheck_error");
    }

    private void reject(Handle transaction, long row, SQLException refusal) {
        RowFault fault =
                NOT_ALLOWED.equals(refusal.getSQLState()) ? RowFault.REFUSED_BY_POLICY : RowFault.REFUSED_BY_SERVER;
        transaction
                .createUpdate("INSERT INTO " + staged.rejects() + " SELECT " + StagingArea.ROW
                        + ", schemuse_line, :code, NULL, NULL, :expected FROM " + staged.name() + " WHERE "
                        + StagingArea.ROW + " = :row")
                .bind("code", fault.name())
                .bind("expected", "a row that the server takes; it says: " + ServerMessage.full(refusal))
                .bind("row", row)
                .execute();
    }
}
