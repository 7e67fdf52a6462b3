package org.schemuse.importer.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.target.AuditTrail;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.importer.load.target.TargetTables;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.mapping.MappedTable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.importer.table.value.ValueEncoder;
import org.schemuse.importer.table.value.ValueEncoders;
import org.schemuse.postgres.Quoting;

/**
 * A file and the table it is for.
 *
 * @param columns of the staging table: those of the table that the file may fill, and those of natural keys beside them
 * @param key by which rows of the table are found; {@code null} if all rows are to be new
 * @param mapped what a mapping fills
 * @param filtered whether a trigger of the table may leave out rows
 * @param as the role that writes the rows; {@code null} for the importing one
 */
record TableInput(
        DumpSource source,
        TableFile file,
        TargetSchema schema,
        TableShape shape,
        List<ColumnShape> columns,
        @Nullable Unique key,
        MappedTable mapped,
        boolean filtered,
        @Nullable ActingRole as,
        TableImportRequest request) {
    /** How it stood when it was first looked at: its size and when it was changed. */
    record State(long bytes, String modified) {}

    /** As the ledger records it: a run is continued only by the same. */
    Map<String, Object> recorded(State state) {
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
        return options;
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
        return target(schema, List.of(table));
    }

    /** Several tables as the engine knows them. */
    static Target target(TargetSchema schema, List<String> tables) {
        return new Target(
                schema,
                schema.name(),
                TargetTables.of(IntStream.range(0, tables.size())
                        .mapToObj(place -> new TargetTable(
                                place, tables.get(place), Quoting.identifier(tables.get(place)), List.of()))
                        .toList()),
                AuditTrail.none(),
                RowOrigin.TRANSACTIONS);
    }

    /** How rows of a run are written. */
    TableWrite.Place place(RunPart part, int number) {
        return place(part, number, request.onConflict());
    }

    /** How rows of a run are written into an empty table. */
    TableWrite.Place newRows(RunPart part, int number) {
        return place(part, number, TableImportRequest.OnConflict.ERROR);
    }

    private TableWrite.Place place(RunPart part, int number, TableImportRequest.OnConflict onConflict) {
        return new TableWrite.Place(
                part.run(),
                number,
                onConflict,
                onConflict == TableImportRequest.OnConflict.UPDATE && request.complete(),
                Quoting.identifier(schema.ledger()),
                StagingArea.replaced(schema, part),
                StagingArea.written(schema, part),
                filtered,
                as);
    }

    /** Encoders of the columns. */
    List<ValueEncoder> encoders() {
        return columns.stream().map(this::encoder).toList();
    }

    private ValueEncoder encoder(ColumnShape column) {
        if (mapped.isReference(column)) {
            // Its value comes once all rows are staged.
            return (rows, text, kind) -> {
                rows.nothing();
                return null;
            };
        }
        return new ValueEncoders(typed(), mapped.zone(column, request.zone())).of(column);
    }

    /** The columns of the table among some of the staging table, and those that get a value there. */
    List<ColumnShape> filled(List<ColumnShape> some) {
        List<ColumnShape> filled = new ArrayList<>(some);
        filled.retainAll(shape.columns());
        mapped.defaults().stream().filter(column -> !filled.contains(column)).forEach(filled::add);
        return filled;
    }

    /** Its rows, as the mapping makes them. */
    RowReader open() throws IOException {
        return mapped.rows(file.open(source), request.dryRun());
    }

    /** Whether the file tells texts from other values, and may leave out fields. */
    boolean typed() {
        return file.isTyped();
    }

    /** Makes the rows of a reading. */
    StagedRowEncoder encoder(RowReader reader) {
        List<String> known = typed() ? List.of() : reader.fields();
        FieldMatch match = FieldMatch.of(mapped, known, request.skippedFields());
        return new StagedRowEncoder(reader, match, columns, encoders(), mapped, typed() && key != null);
    }
}
