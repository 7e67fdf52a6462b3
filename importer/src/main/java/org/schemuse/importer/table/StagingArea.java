package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.result.ResultIterable;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.load.target.AuditTrail;
import org.schemuse.importer.load.target.ColumnType;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetColumn;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.importer.load.target.TargetTables;
import org.schemuse.importer.table.TableImportReport.Reject;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.judge.StagedTable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.value.ValueEncoders;
import org.schemuse.postgres.Quoting;

/**
 * The two tables of a run beside the ledger, in which its rows wait until they are judged: the rows, and the rejects. They are not
 * in the write-ahead log: a crash of the server empties them, and the run begins again.
 */
final class StagingArea {
    /** The row's number in the file. */
    static final String ROW = "schemuse_row";

    private static final String LINE = "schemuse_line";

    /** Names of the columns that the row leaves out. */
    static final String ABSENT = "schemuse_absent";

    private static final List<String> REJECT_COLUMNS = List.of(ROW, LINE, "code", "column_name", "value", "expected");

    private static final String TEMPORARY = "pg_temp";

    private static final int ROWS_A_FETCH = 1_000;

    private final TargetSchema schema;
    private final RunPart part;
    private final String place;
    private final List<String> keys;
    private final boolean keepsReplaced;
    private final StagedTable staged;
    private final String rowsName;
    private final String rejectsName;

    /**
     * The tables of a file of a run, whether they are there or not.
     *
     * @param input what the run reads, and for which table
     */
    StagingArea(TableInput input, RunPart part) {
        this(input, part, input.schema().ledger());
    }

    /** Temporary tables of one connection, for rows that are only judged. */
    static StagingArea temporary(TableInput input, RunPart part) {
        return new StagingArea(input, part, TEMPORARY);
    }

    private StagingArea(TableInput input, RunPart part, String place) {
        this.schema = input.schema();
        this.part = part;
        this.place = place;
        this.keys = place.equals(TEMPORARY) ? List.of() : input.shape().primaryKey();
        this.keepsReplaced = input.request().onConflict() == OnConflict.UPDATE && !place.equals(TEMPORARY);
        this.rowsName = "staged_" + part.digits();
        this.rejectsName = "rejects_" + part.digits();
        this.staged = new StagedTable(
                Quoting.qualified(place, rowsName),
                input.shape(),
                input.columns(),
                input.columns().stream().filter(StagingArea::asText).toList(),
                Quoting.qualified(place, rejectsName),
                input.typed());
    }

    private static boolean asText(ColumnShape column) {
        return !ValueEncoders.reads(column);
    }

    /** Makes the tables, empty. */
    void create(Handle handle) {
        String create = place.equals(TEMPORARY) ? "CREATE TABLE " : "CREATE UNLOGGED TABLE ";
        StringBuilder columns = new StringBuilder();
        for (ColumnShape column : staged.columns()) {
            columns.append(", ")
                    .append(Quoting.identifier(column.name()))
                    .append(' ')
                    .append(ValueEncoders.stagingType(column));
        }
        handle.execute(create + staged.name() + " (" + ROW + " bigint NOT NULL, " + LINE
                + " bigint NOT NULL, " + ABSENT + " text[]" + columns
                + ") WITH (autovacuum_enabled = false)");
        handle.execute(create + staged.rejects() + " (" + ROW + " bigint NOT NULL, " + LINE
                + " bigint NOT NULL, code text NOT NULL, column_name text, value text, expected text)");
        if (!keys.isEmpty()) {
            handle.execute("CREATE UNLOGGED TABLE " + written(schema, part) + " AS SELECT " + String.join(", ", keys)
                    + " FROM " + table() + " WITH NO DATA");
        }
        if (keepsReplaced) {
            handle.execute("CREATE TABLE " + replaced(schema, part) + " (LIKE " + table() + ")");
        }
        for (String hidden : hidden()) {
            // Whatever default privileges give to others, they see no row of it.
            handle.execute("ALTER TABLE " + hidden + " ENABLE ROW LEVEL SECURITY");
        }
    }

    private List<String> hidden() {
        List<String> hidden = new ArrayList<>(List.of(staged.name(), staged.rejects()));
        if (!keys.isEmpty()) {
            hidden.add(written(schema, part));
        }
        if (keepsReplaced) {
            hidden.add(replaced(schema, part));
        }
        return hidden;
    }

    /** Drops what runs staged that are over, as a kill between their end and their report leaves it. */
    static void dropLeftBehind(Handle handle, TargetSchema schema) {
        drop(
                handle,
                schema,
                "'^(staged|rejects)_[0-9a-f]{32}" + RunPart.NUMBERED + "$' AND NOT EXISTS (SELECT FROM import_runs r"
                        + " WHERE r.state = 'running' AND replace(r.id::text, '-', '')"
                        + " = substring(c.relname FROM '_([0-9a-f]{32})'))");
    }

    private static void drop(Handle handle, TargetSchema schema, String which) {
        relations(handle, schema, which).forEach(table -> handle.execute("DROP TABLE IF EXISTS " + table));
    }

    /** Tables beside the ledger whose names match, as SQL names them. */
    private static List<String> relations(Handle handle, TargetSchema schema, String which) {
        return handle.createQuery("SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = :ledger AND c.relkind = 'r' AND c.relname ~ " + which)
                .bind("ledger", schema.ledger())
                .mapTo(String.class)
                .list();
    }

    private String table() {
        return Quoting.qualified(staged.shape().schema(), staged.shape().name());
    }

    /** The table that keeps the rows that a run changed as they were, as SQL names it; it stays until the run is undone. */
    static String replaced(TargetSchema schema, RunPart part) {
        return Quoting.qualified(schema.ledger(), "replaced_" + part.digits());
    }

    /**
     * The table of the keys that a run inserted, as SQL names it; it stays until the run is undone. A crash of the server empties
     * it, and then the run's rows are known by their transactions.
     */
    static String written(TargetSchema schema, RunPart part) {
        return Quoting.qualified(schema.ledger(), "written_" + part.digits());
    }

    /** Whether there is a relation, by its name in SQL. */
    static boolean exists(Handle handle, String relation) {
        return handle.createQuery("SELECT to_regclass(:name) IS NOT NULL")
                .bind("name", relation)
                .mapTo(Boolean.class)
                .one();
    }

    /** Forgets the keys of a run whose rows are no longer in its tables. */
    static void forgetWritten(Handle handle, TargetSchema schema, UUID run) {
        relations(handle, schema, tablesOf("written", run)).forEach(table -> handle.execute("TRUNCATE " + table));
    }

    private static String tablesOf(String kinds, UUID run) {
        return "'^(" + kinds + ")_" + RunPart.digits(run) + RunPart.NUMBERED + "$'";
    }

    /** How many rows of the file are there; after a crash of the server fewer than a checkpoint knows. */
    long held(Handle handle) {
        return handle.createQuery("SELECT (SELECT count(*) FROM " + staged.name() + ") + (SELECT count(*) FROM "
                        + staged.rejects() + " r WHERE NOT EXISTS (SELECT FROM " + staged.name() + " s WHERE s." + ROW
                        + " = r." + ROW + "))")
                .mapTo(Long.class)
                .one();
    }

    /** How many rows were rejected, by fault. */
    Map<String, Long> faults(Handle handle) {
        return handle.createQuery("SELECT code, count(DISTINCT " + ROW + ") FROM " + staged.rejects()
                        + " GROUP BY code ORDER BY code")
                .setMapKeyColumn("code")
                .setMapValueColumn("count")
                .collectInto(new GenericType<Map<String, Long>>() {});
    }

    /**
     * Copies the first findings into the ledger.
     *
     * @param file before the number of the row; empty if the run has but one
     * @param from how many findings of the run are there already
     * @return how many were added
     */
    int keepFindings(Handle handle, String file, int from) {
        return handle.createUpdate("INSERT INTO import_findings"
                        + " (run_id, number, code, severity, line, subject, field, expected, found, done)"
                        + " SELECT :run, :from + row_number() OVER (ORDER BY " + ROW + ", code) - 1, code, 'error', "
                        + LINE + ", :file || 'row ' || " + ROW + ", column_name, expected, value, 'rejected' FROM "
                        + staged.rejects() + " ORDER BY " + ROW + ", code LIMIT " + (Findings.MOST_KEPT - from))
                .bind("run", part.run())
                .bind("file", file)
                .bind("from", from)
                .execute();
    }

    /** The first rejects in the order of the file, for a report. */
    List<Reject> firstRejects(Handle handle) {
        return rejects(handle, " LIMIT " + TableImportReport.SHOWN_REJECTS).list();
    }

    /** All rejects in the order of the file, within the caller's transaction, in which they are fetched bit by bit. */
    Stream<Reject> rejects(Handle handle) {
        return rejects(handle, "").stream();
    }

    private ResultIterable<Reject> rejects(Handle handle, String limit) {
        return handle.createQuery("SELECT " + ROW + ", " + LINE + ", code, column_name, value, expected FROM "
                        + staged.rejects() + " ORDER BY " + ROW + ", code" + limit)
                .setFetchSize(ROWS_A_FETCH)
                .map((rs, context) -> new Reject(
                        rs.getLong(1),
                        rs.getLong(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getString(6)));
    }

    /**
     * Deletes what an interrupted judgement found; what the file's reader rejected was never staged. A text that its type does
     * not have is NULL by now, so its reject stays.
     */
    void forgetJudgement(Handle handle) {
        handle.execute("DELETE FROM " + staged.rejects() + " r USING " + staged.name() + " s WHERE s." + ROW + " = r."
                + ROW + " AND r.code <> 'BAD_VALUE'");
    }

    /** Drops all tables of a run that is over without success, or was undone. */
    static void dropAll(Handle handle, TargetSchema schema, UUID run) {
        drop(handle, schema, tablesOf("staged|rejects|written|replaced", run));
    }

    /** Drops the rows that a run staged, if they are there. */
    static void drop(Handle handle, TargetSchema schema, UUID run) {
        drop(handle, schema, tablesOf("staged|rejects", run));
    }

    /** What the engine fills. */
    Target target() {
        List<String> rows = new ArrayList<>(List.of(ROW, LINE, ABSENT));
        staged.columns().forEach(column -> rows.add(column.name()));
        return new Target(
                schema,
                schema.name(),
                TargetTables.of(List.of(
                        table(StagedRowEncoder.STAGED, rowsName, staged.name(), rows),
                        table(StagedRowEncoder.REJECTS, rejectsName, staged.rejects(), REJECT_COLUMNS))),
                AuditTrail.none(),
                RowOrigin.TRANSACTIONS);
    }

    private static TargetTable table(int place, String catalogName, String name, List<String> columns) {
        return new TargetTable(
                place,
                catalogName,
                name,
                columns.stream()
                        .map(column -> new TargetColumn(column, ColumnType.OTHER))
                        .toList());
    }

    /** All its columns, for those who write its rows. */
    StagedTable staged() {
        return staged;
    }

    /** Those columns that some row says something about, for those who judge its rows: others have their defaults. */
    StagedTable filled(List<ColumnShape> columns) {
        return new StagedTable(
                staged.name(),
                staged.shape(),
                columns,
                columns.stream().filter(StagingArea::asText).toList(),
                staged.rejects(),
                staged.leavesOut());
    }
}
