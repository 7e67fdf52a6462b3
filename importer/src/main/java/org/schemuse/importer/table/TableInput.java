package org.schemuse.importer.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.target.AuditTrail;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.importer.load.target.TargetTables;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.importer.table.value.ValueEncoder;
import org.schemuse.importer.table.value.ValueEncoders;
import org.schemuse.postgres.ImportLedgerTables;
import org.schemuse.postgres.Quoting;

/**
 * A file and the table it is for.
 *
 * @param columns of the table that the file may fill
 * @param key by which rows of the table are found; {@code null} if all rows are to be new
 * @param filtered whether a trigger of the table may leave out rows
 */
record TableInput(
        DumpSource source,
        TableFile file,
        TargetSchema schema,
        TableShape shape,
        List<ColumnShape> columns,
        @Nullable Unique key,
        boolean filtered,
        TableImportRequest request) {
    /** How it stood when it was first looked at: its size and when it was changed. */
    record State(long bytes, String modified) {}

    /** What the ledger records when the run of a number begins; the digest follows when the file has been read. */
    ImportLedger.Beginning beginning(int number, State state) {
        Map<String, Object> options = new LinkedHashMap<>(request.recorded());
        options.put("schema", schema.name());
        // Rows of a pipe come once, so nothing can be continued with them.
        options.put("path", source.path() == null ? UUID.randomUUID() : source.path());
        options.put("form", file.charset() + " " + file.csv());
        options.put(
                "columns",
                columns.stream()
                        .map(column -> column.name() + " " + column.typeName())
                        .toList());
        options.put("bytes", state.bytes());
        options.put("modified", state.modified());
        return new ImportLedger.Beginning(
                UUID.randomUUID(),
                number,
                label(),
                source.path(),
                "",
                state.bytes(),
                ImportLedgerTables.ROWS,
                file.format().name().toLowerCase(Locale.ROOT),
                file.charset().name(),
                options,
                request.toolVersion());
    }

    /** Its name without its folder. */
    String label() {
        Path name = Path.of(source.name()).getFileName();
        return name == null ? source.name() : name.toString();
    }

    State state() throws IOException {
        String path = source.path();
        return new State(
                source.storedBytes(),
                path == null ? "" : Files.getLastModifiedTime(Path.of(path)).toString());
    }

    /** @throws UnusableDumpException if it was changed since */
    void requireUnchanged(State before) throws IOException {
        if (!before.equals(state())) {
            throw new UnusableDumpException(source.name() + ": the file changed while it was read: expected "
                    + before.bytes() + " bytes of " + before.modified() + ", found " + state().bytes() + " of "
                    + state().modified() + "; make a copy of it and import that");
        }
    }

    /** The table as the engine knows it. */
    Target target() {
        return target(schema, shape.name());
    }

    static Target target(TargetSchema schema, String table) {
        return new Target(
                schema,
                schema.name(),
                TargetTables.of(List.of(new TargetTable(0, table, Quoting.identifier(table), List.of()))),
                AuditTrail.none(),
                RowOrigin.TRANSACTIONS);
    }

    /** How rows of a run are written. */
    TableWrite.Place place(UUID run, int number) {
        return new TableWrite.Place(
                run,
                number,
                request.onConflict(),
                StagingArea.replaced(schema, run),
                StagingArea.written(schema, run),
                filtered);
    }

    /** How rows of a run are written into an empty table. */
    TableWrite.Place newRows(UUID run, int number) {
        return new TableWrite.Place(
                run,
                number,
                TableImportRequest.OnConflict.ERROR,
                StagingArea.replaced(schema, run),
                StagingArea.written(schema, run),
                filtered);
    }

    /** Encoders of the columns. */
    List<ValueEncoder> encoders() {
        ValueEncoders encoders = new ValueEncoders(typed(), request.zone());
        return columns.stream().map(encoders::of).toList();
    }

    /** Whether the file tells texts from other values, and may leave out fields. */
    boolean typed() {
        return file.isTyped();
    }

    /** Makes the rows of a reading. */
    StagedRowEncoder encoder(RowReader reader) {
        List<String> known = typed() ? List.of() : reader.fields();
        FieldMatch match = FieldMatch.of(shape, known, request.skippedFields());
        return new StagedRowEncoder(reader, match, columns, encoders(), typed() && key != null);
    }
}
