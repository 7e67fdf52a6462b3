package org.schemuse.importer.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.LoadRun;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.undo.Undone;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.file.TableFileOptions;
import org.schemuse.importer.table.mapping.MappedTable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.importer.table.shape.TableShapes;
import org.schemuse.postgres.Quoting;

/** Imports files of rows into tables, and takes imports back. */
public final class TableImportService {
    private static final int BUFFER = 1 << 16;

    private final TargetSchema schema;
    private final ImportListener listener;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    /** Imports into tables of a schema, whose ledger is installed. */
    public TableImportService(TargetSchema schema, ImportListener listener) {
        this.schema = schema;
        this.listener = listener;
    }

    /** Measures the stages with a clock that is running; returns this service. */
    public TableImportService timedBy(StageClock running) {
        clock = running;
        return this;
    }

    /**
     * Imports a file, or continues an interrupted import of it.
     *
     * @throws UnusableDumpException if the file cannot be read, or its fields do not fit the table; nothing was changed
     * @throws TooManyRejectsException if more rows are rejected than the request allows; nothing was changed
     * @throws ImportRefusedException if there is no such table, or the server ends the import
     */
    public TableImportReport run(DumpSource source, TableFileOptions options, TableImportRequest request)
            throws IOException, InterruptedException {
        clock.enter("prepare");
        RejectsFile.requireWritable(source, request.rejects());
        Wanted wanted = new Wanted() {
            @Override
            public Set<String> tables(Handle handle) {
                return Set.of(request.table());
            }

            @Override
            public RunFiles files(Handle handle) throws IOException {
                return RunFiles.of(input(handle, source, options, request));
            }
        };
        return request.dryRun() ? dryRun(wanted).report() : load(wanted).report();
    }

    /**
     * Imports the files of a folder into their tables, all or none of them, or continues an interrupted import of it.
     *
     * @param request for each of the tables; its own counts for nothing
     * @throws UnusableDumpException if a file cannot be read, or does not fit a table; nothing was changed
     * @throws TooManyRejectsException if more rows are rejected in all than the request allows; nothing was changed
     * @throws ImportRefusedException if a table cannot be imported into, or the server ends the import
     */
    public FolderImportReport run(RowFolder folder, TableFileOptions options, TableImportRequest request)
            throws IOException, InterruptedException {
        clock.enter("prepare");
        Wanted wanted = new Wanted() {
            @Override
            public Set<String> tables(Handle handle) {
                return matches(handle, folder).keySet();
            }

            @Override
            public RunFiles files(Handle handle) throws IOException {
                return inputs(handle, folder, options, request);
            }
        };
        return request.dryRun() ? dryRun(wanted).folderReport() : load(wanted).folderReport();
    }

    /** What a run is to read, as a connection finds out. */
    private interface Wanted {
        /** The tables, which must be open when they are looked at. */
        Set<String> tables(Handle handle);

        RunFiles files(Handle handle) throws IOException;
    }

    private Map<String, RowFolder.Match> matches(Handle handle, RowFolder folder) {
        return folder.matches(schema.name(), TableShapes.names(handle, schema.name()));
    }

    private RunFiles inputs(Handle handle, RowFolder folder, TableFileOptions options, TableImportRequest request)
            throws IOException {
        List<TableInput> inputs = new ArrayList<>();
        List<String> notes = new ArrayList<>(folder.notes());
        for (RowFolder.Match match : matches(handle, folder).values()) {
            DumpSource source = match.open();
            RejectsFile.requireWritable(source, null);
            inputs.add(input(handle, source, options, request.inTable(match.table())));
            Optional.ofNullable(match.note()).ifPresent(notes::add);
        }
        TableOrder order = TableOrder.of(
                handle,
                inputs.stream().map(TableInput::shape).toList(),
                inputs.stream().map(TableInput::columns).toList());
        List<TableInput> inOrder = order.groups().stream()
                .flatMap(group -> group.stream().sorted())
                .map(inputs::get)
                .toList();
        return new RunFiles(schema, folder.name(), folder.path(), inOrder, notes);
    }

    private TableDryRun dryRun(Wanted wanted) throws IOException, InterruptedException {
        RunFiles files;
        try (Handle handle = schema.open()) {
            wanted.tables(handle).forEach(table -> refuseClosed(handle, table));
            files = wanted.files(handle);
        }
        TableDryRun dryRun = new TableDryRun(files, listener, clock);
        dryRun.run();
        return dryRun;
    }

    /** The keys of a table that an import has closed are not all there. */
    private void refuseClosed(Handle handle, String table) {
        boolean closed = RunHistory.installed(schema)
                && handle.createQuery("SELECT EXISTS (SELECT FROM import_deferred_objects d"
                                + " JOIN import_runs r ON r.id = d.run_id WHERE r.options ->> 'table' = :table"
                                + " OR r.options -> 'tables' @> to_jsonb(:table::text))")
                        .bind("table", table)
                        .mapTo(Boolean.class)
                        .one();
        if (closed) {
            throw new ImportRefusedException("table " + table + " of schema \"" + schema.name()
                    + "\" is closed by an import that is under way or was interrupted; wait for it, continue it or undo it:"
                    + " schemuse imports --schema " + schema.name() + " lists it");
        }
    }

    private TableSink load(Wanted wanted) throws IOException, InterruptedException {
        AtomicReference<TableSink> made = new AtomicReference<>();
        new LoadRun(schema).reportingTo(listener).timedBy(clock).load(context -> {
            // Before the table is looked at: its keys may be missing.
            List<String> notes =
                    new ArrayList<>(TableUndo.reopenAll(schema, context, wanted.tables(context.control())));
            StagingArea.dropLeftBehind(context.control(), schema);
            RunFiles files = wanted.files(context.control());
            notes.addAll(files.notes());
            CompletableFuture<String> digest = CompletableFuture.supplyAsync(() -> sha256(files));
            TableSink sink = new TableSink(context, files, notes, digest);
            made.set(sink);
            return sink;
        });
        return Objects.requireNonNull(made.get());
    }

    /** Of several files it is that of the files one after the other. */
    private static String sha256(RunFiles files) {
        ContentDigest digest = new ContentDigest();
        byte[] buffer = new byte[BUFFER];
        for (TableInput input : files.inputs()) {
            try (InputStream bytes = input.source().stored()) {
                for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                    digest.see(buffer, 0, n);
                }
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }
        return digest.sha256Hex();
    }

    private TableInput input(Handle handle, DumpSource source, TableFileOptions options, TableImportRequest request)
            throws IOException {
        TableShape shape = shape(handle, request.table());
        ActingRole as = null;
        if (request.as() != null) {
            as = ActingRole.of(handle, shape, request.as());
            shape = shape.secured();
        }
        TableFile file = recognised(source, named(options, shape));
        MappedTable mapped = MappedTable.of(handle, shape, request.mapping(), file.isTyped());
        if (as != null && !mapped.keys().isEmpty()) {
            throw new ImportRefusedException(
                    "references of a mapping are looked up with the rights of this session, so they"
                            + " could mean rows of others; give the ids in the file, or import without acting for a tenant or user");
        }
        List<ColumnShape> columns = columns(source, file, mapped, request);
        Unique key = key(shape, request);
        if (key != null) {
            mapped.requireKnown(key);
        }
        return new TableInput(
                source, file, schema, mapped.shape(), columns, key, mapped, filtered(handle, shape), as, request);
    }

    /** Whether a trigger may take a row out of an INSERT. */
    private static boolean filtered(Handle handle, TableShape shape) {
        return asks(
                handle,
                shape,
                "SELECT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass(:table) AND NOT tgisinternal"
                        + " AND tgenabled <> 'D' AND tgtype & 7 = 7)"); // for each row, before, insert
    }

    private static boolean asks(Handle handle, TableShape shape, String question) {
        return handle.createQuery(question)
                .bind("table", Quoting.qualified(shape.schema(), shape.name()))
                .mapTo(Boolean.class)
                .one();
    }

    /** Without a header and without names the fields are the columns, in their order: so COPY writes them. */
    private static TableFileOptions named(TableFileOptions options, TableShape shape) {
        boolean unnamed = options.csv().names().isEmpty()
                && (options.format() == TableFile.Format.TEXT || options.csv().headerLine() == 0);
        List<String> columns = shape.columns().stream()
                .filter(column -> !column.generated())
                .map(ColumnShape::name)
                .toList();
        return unnamed
                ? new TableFileOptions(
                        options.format(), options.charset(), options.csv().withoutHeader(columns))
                : options;
    }

    private static TableFile recognised(DumpSource source, TableFileOptions options) throws IOException {
        try {
            return TableFile.recognise(source, options);
        } catch (UnusableDumpException e) {
            throw new UnusableDumpException(source.name() + ": " + e.getMessage(), e);
        }
    }

    private TableShape shape(Handle handle, String table) {
        TableShape shape = TableShapes.existing(handle, schema.name(), table);
        if (shape.kind() == TableShape.Kind.VIEW || shape.kind() == TableShape.Kind.MATERIALIZED_VIEW) {
            throw new ImportRefusedException(
                    "\"" + table + "\" is a view; expected a table: import into the table under it");
        } else if (asks(
                handle,
                shape,
                "SELECT EXISTS (SELECT FROM pg_rewrite WHERE ev_class = to_regclass(:table) AND ev_type = '3')")) {
            throw new ImportRefusedException(
                    "table \"" + table + "\" has a rule ON INSERT, so what becomes of a row is not known;"
                            + " expected a table without one: drop it for the import, or import into another table");
        }
        return shape;
    }

    /** A typed file may bring any column in any row; a header has those of the file. */
    private static List<ColumnShape> columns(
            DumpSource source, TableFile file, MappedTable mapped, TableImportRequest request) throws IOException {
        TableShape shape = mapped.shape();
        Set<ColumnShape> columns = new LinkedHashSet<>();
        if (file.isTyped()) {
            shape.columns().stream().filter(column -> !column.generated()).forEach(columns::add);
            columns.addAll(mapped.columns());
            return List.copyOf(columns);
        }
        try (RowReader rows = mapped.rows(opened(source, file), true)) {
            columns.addAll(matched(source, mapped, rows, request));
        }
        columns.addAll(mapped.defaults());
        shape.columns().stream()
                .filter(column -> column.notNull() && !column.hasDefault() && !columns.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new UnusableDumpException(source.name() + ": has no field for column " + column.name()
                            + " of table " + shape.name() + ", which must have a value; add one");
                });
        return List.copyOf(columns);
    }

    private static RowReader opened(DumpSource source, TableFile file) throws IOException {
        try {
            return file.open(source);
        } catch (UnusableDumpException e) {
            throw new UnusableDumpException(source.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<ColumnShape> matched(
            DumpSource source, MappedTable mapped, RowReader rows, TableImportRequest request) {
        try {
            return FieldMatch.of(mapped, rows.fields(), request.skippedFields()).columns();
        } catch (UnusableDumpException e) {
            throw new UnusableDumpException(source.name() + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Unique key(TableShape shape, TableImportRequest request) {
        if (request.onConflict() == OnConflict.ERROR) {
            return null;
        }
        String wanted = request.conflictKey();
        Optional<Unique> key = shape.uniques().stream()
                .filter(unique ->
                        wanted == null ? unique.primary() : unique.name().equals(wanted))
                .findFirst();
        Unique found = key.orElseThrow(() -> new ImportRefusedException("table \"" + shape.name() + "\" has no "
                + (wanted == null ? "primary key" : "unique key \"" + wanted + "\"")
                + " by which its rows could be found; expected with --conflict-key one of "
                + String.join(", ", shape.uniques().stream().map(Unique::name).toList())));
        if (found.deferrable() || found.columns().size() != found.keys().size()) {
            throw new ImportRefusedException(
                    "key \"" + found.name() + "\" of table \"" + shape.name()
                            + "\" is deferrable or has expressions, so rows cannot be found by it; name another with --conflict-key");
        }
        return found;
    }

    /**
     * Undoes an import into a table, all of it or nothing.
     *
     * @param name the number of the run, or the beginning of its id
     */
    public Undone undo(String name, boolean discardLaterChanges) {
        return new LoadRun(schema)
                .undo(
                        name,
                        (control, run, history) ->
                                new TableUndo(schema, control, run).undo(history.runs(), discardLaterChanges));
    }
}
