package org.schemuse.importer.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.undo.Undo;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.ServerMessage;
import org.schemuse.postgres.SqlState;

/** One table of a finished run that is undone: which of its rows go, and which get their old values. */
final class UndonePart {
    private final TargetSchema schema;
    private final ImportRun run;
    private final TableShape shape;
    private final long inserted;
    private final String table;
    private final String written;
    private final String replaced;

    /** @param inserted how many rows the run inserted */
    UndonePart(TargetSchema schema, ImportRun run, RunPart part, TableShape shape, long inserted) {
        this.schema = schema;
        this.run = run;
        this.shape = shape;
        this.inserted = inserted;
        this.table = Quoting.qualified(schema.name(), shape.name());
        this.written = StagingArea.written(schema, part);
        this.replaced = StagingArea.replaced(schema, part);
    }

    String table() {
        return shape.name();
    }

    /**
     * Deletes what the run inserted, in one statement: so rows of several tables go together that refer to each other.
     *
     * @param discard whether rows go that others have changed since
     * @return how many, by table
     */
    static Map<String, Long> remove(Handle handle, List<UndonePart> parts, boolean discard) {
        List<String> deletes = new ArrayList<>();
        for (UndonePart part : parts) {
            deletes.add(part.delete(handle, discard));
        }
        String names = IntStream.range(0, parts.size())
                .mapToObj(i -> "(SELECT count(*) FROM gone_" + i + ")")
                .collect(Collectors.joining(", "));
        String statement = IntStream.range(0, parts.size())
                .mapToObj(i -> "gone_" + i + " AS (" + deletes.get(i) + " RETURNING 1)")
                .collect(Collectors.joining(", ", "WITH ", " SELECT " + names));
        Map<String, Long> gone = new LinkedHashMap<>();
        try (Statement plain = handle.getConnection().createStatement();
                ResultSet counts = plain.executeQuery(statement)) {
            counts.next();
            for (int i = 0; i < parts.size(); i++) {
                gone.put(parts.get(i).table(), counts.getLong(i + 1));
            }
            return gone;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private String delete(Handle handle, boolean discard) {
        boolean known =
                StagingArea.exists(handle, written) && count(handle, "SELECT count(*) FROM " + written) == inserted;
        return known ? deleteWritten(handle, discard) : deleteByTransaction(handle, discard);
    }

    private String deleteWritten(Handle handle, boolean discard) {
        String same = columnsOf(handle, written).stream()
                .map(column -> "t." + Quoting.identifier(column) + " = w." + Quoting.identifier(column))
                .collect(Collectors.joining(" AND "));
        long kept = count(
                handle,
                "SELECT count(*) FROM " + written + " w WHERE NOT EXISTS (SELECT FROM " + table + " t WHERE " + same
                        + " AND " + RowOrigin.lastWrittenByOrRestored(run.id(), "t") + ")");
        refuseIfChanged(kept, discard);
        return "DELETE FROM " + table + " t USING " + written + " w WHERE " + same;
    }

    /** Of a table without a primary key, and after a crash. */
    private String deleteByTransaction(Handle handle, boolean discard) {
        String mine = RowOrigin.lastWrittenBy(run.id(), "t");
        long found = count(handle, "SELECT count(*) FROM " + table + " t WHERE " + mine);
        if (found > inserted) {
            throw new ImportRefusedException("which rows of table " + this.table() + " " + run.called()
                    + " inserted is not known: a trigger changed others in the same transaction; nothing was undone;"
                    + " delete the rows yourself");
        }
        refuseIfChanged(inserted - found, discard);
        return "DELETE FROM " + table + " t WHERE " + mine;
    }

    /**
     * Gives the rows that the run changed their old values.
     *
     * @return how many
     */
    long restoreReplaced(Handle handle, boolean discard) {
        if (!StagingArea.exists(handle, replaced)) {
            return 0;
        }
        Unique key = conflictKey();
        String rows = "(SELECT x.tableoid, x.ctid, x.xmin, x.* FROM " + table + " x" + key.where() + ") t";
        String same = TableWriter.sameKey(key, "t", column -> "w." + Quoting.identifier(column));
        long kept = count(
                handle,
                "SELECT count(*) FROM " + replaced + " w WHERE NOT EXISTS (SELECT FROM " + rows + " WHERE " + same
                        + " AND " + RowOrigin.lastWrittenByOrRestored(run.id(), "t") + ")");
        refuseIfChanged(kept, discard);
        List<String> had = columnsOf(handle, replaced);
        String assignments = shape.columns().stream()
                .filter(column -> !column.generated() && column.identity() != ColumnShape.Identity.ALWAYS)
                .map(ColumnShape::name)
                .filter(column -> had.contains(column) && !key.columns().contains(column))
                .map(column -> Quoting.identifier(column) + " = o." + Quoting.identifier(column))
                .collect(Collectors.joining(", "));
        return assignments.isEmpty()
                ? 0
                : execute(
                        handle,
                        "UPDATE " + table + " n SET " + assignments
                                + " FROM (SELECT t.tableoid AS part, t.ctid AS place, w.* FROM " + rows + " JOIN "
                                + replaced + " w ON "
                                + same + ") o WHERE n.ctid = o.place AND n.tableoid = o.part");
    }

    private Unique conflictKey() {
        Object chosen = run.options().get("conflictKey");
        return shape.uniques().stream()
                .filter(unique ->
                        chosen == null ? unique.primary() : unique.name().equals(chosen))
                .findFirst()
                .orElseThrow(() ->
                        new RunRefusedException(run.called() + ": the key by which it found rows is no longer there: "
                                + (chosen == null ? "the primary key" : chosen)));
    }

    /** Runs a statement as it is: a predicate of a key may hold what JDBI would take for a parameter. */
    private static long execute(Handle handle, String statement) {
        try (Statement plain = handle.getConnection().createStatement()) {
            return plain.executeLargeUpdate(statement);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static ImportRefusedException refused(SQLException e) {
        return SqlState.of(e).isPassing()
                ? ImportRefusedException.by(e, During.UNDO)
                : new ImportRefusedException(
                        "nothing was undone, because the server refuses it: " + ServerMessage.full(e)
                                + "; change or delete the rows that are in the way, and undo again",
                        e);
    }

    private static List<String> columnsOf(Handle handle, String relation) {
        return handle.createQuery("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(:name) AND attnum > 0"
                        + " AND NOT attisdropped ORDER BY attnum")
                .bind("name", relation)
                .mapTo(String.class)
                .list();
    }

    private void refuseIfChanged(long rows, boolean discard) {
        if (rows > 0 && !discard) {
            throw new ImportRefusedException("others have changed or deleted " + Undo.count(rows, "row") + " of "
                    + run.called() + " since; nothing was undone; to undo it all the same: schemuse undo "
                    + run.number()
                    + " --schema " + schema.name() + " --discard-later-changes");
        }
    }

    private static long count(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }
}
