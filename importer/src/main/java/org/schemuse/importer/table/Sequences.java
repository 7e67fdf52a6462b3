package org.schemuse.importer.table;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.judge.StagedTable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.postgres.Quoting;

/**
 * Moves the sequences of numbered columns past the numbers that a file brought, so that the next row of an application does not
 * get one of them.
 */
final class Sequences {
    private final Handle handle;
    private final TableShape shape;
    private final List<ColumnShape> filled;

    Sequences(Handle handle, TableShape shape, List<ColumnShape> filled) {
        this.handle = handle;
        this.shape = shape;
        this.filled = filled;
    }

    /** Moves them past what the table has, within the caller's transaction, and notes it. */
    void advance(TableOutcome outcome) {
        advance(Quoting.qualified(shape.schema(), shape.name()), outcome);
    }

    /** Moves them past what staged rows bring that are not rejected, and notes it. */
    void advancePast(StagedTable staged, TableOutcome outcome) {
        advance(
                "(SELECT * FROM " + staged.name() + " s WHERE NOT EXISTS (SELECT FROM " + staged.rejects()
                        + " r WHERE r.schemuse_row = s.schemuse_row)) rows",
                outcome);
    }

    private void advance(String rows, TableOutcome outcome) {
        for (ColumnShape column : filled) {
            Optional<String> sequence = sequence(column);
            if (sequence.isPresent() && mayBeSet(sequence.get())) {
                advance(column, rows, sequence.get(), outcome);
            } else if (sequence.isPresent()) {
                outcome.note("the sequence of column " + column.name() + " stays where it is, because this role may not"
                        + " set it: the next row of an application may get a number of the file");
            }
        }
    }

    private Optional<String> sequence(ColumnShape column) {
        return handle.createQuery("SELECT pg_get_serial_sequence(:table, :column)")
                .bind("table", Quoting.qualified(shape.schema(), shape.name()))
                .bind("column", column.name())
                .mapTo(String.class)
                .findOne();
    }

    private boolean mayBeSet(String sequence) {
        return handle.createQuery("SELECT has_sequence_privilege(:sequence, 'SELECT')"
                        + " AND has_sequence_privilege(:sequence, 'UPDATE')")
                .bind("sequence", sequence)
                .mapTo(Boolean.class)
                .one();
    }

    private void advance(ColumnShape column, String rows, String sequence, TableOutcome outcome) {
        handle.createQuery("SELECT setval(:sequence, m.highest) FROM (SELECT max(" + Quoting.identifier(column.name())
                        + ")::bigint AS highest FROM " + rows + ") m, "
                        + sequence
                        + " s WHERE m.highest > s.last_value OR m.highest = s.last_value AND NOT s.is_called")
                .bind("sequence", sequence)
                .mapTo(Long.class)
                .findOne()
                .ifPresent(highest ->
                        outcome.note("the sequence of column " + column.name() + " goes on after " + highest));
    }
}
