package org.schemuse.cli.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.Failure;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.FolderImportReport;
import org.schemuse.importer.table.RowFolder;
import org.schemuse.importer.table.TableImportReport;
import org.schemuse.importer.table.TableImportRequest;
import org.schemuse.importer.table.TableImportService;
import org.schemuse.importer.table.file.TableFileOptions;
import org.schemuse.importer.table.shape.NearName;

/** Finds the table, installs the ledger beside its schema if it is missing, and imports into it: one step for a user. */
public final class TableImport {
    /** Where a table of this name is, but for schemas of the server. */
    private static final String SCHEMAS = """
            SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = :table AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
                AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ORDER BY 1
            """;

    private static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            """;

    private static final String ALL_TABLES = """
            SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ORDER BY 1, 2
            """;

    private final Supplier<TargetDatabase> database;
    private final @Nullable String schema;
    private final Consumer<String> notes;
    private @Nullable TargetDatabase target;

    /**
     * An import into a table.
     *
     * @param schema of the table; {@code null} if it is to be looked for
     * @param notes receives what was done besides
     */
    public TableImport(Supplier<TargetDatabase> database, @Nullable String schema, Consumer<String> notes) {
        this.database = database;
        this.schema = schema;
        this.notes = notes;
    }

    /** Imports a file; fails as {@link TableImportService#run} does. */
    public TableImportReport run(
            DumpSource source, TableFileOptions file, TableImportRequest request, ImportListener listener)
            throws IOException, InterruptedException {
        StageClock clock = StageClock.ofProcess();
        clock.enter("connect");
        TargetDatabase found = database.get();
        target = found;
        TargetSchema place = place(found, schema, request.table());
        if (!request.dryRun()) {
            install(found, place.ledger());
        }
        return new TableImportService(place, listener).timedBy(clock).run(source, file, request);
    }

    /** Imports the files of a folder; fails as {@link TableImportService#run} does. */
    public FolderImportReport run(
            RowFolder folder, TableFileOptions file, TableImportRequest request, ImportListener listener)
            throws IOException, InterruptedException {
        StageClock clock = StageClock.ofProcess();
        clock.enter("connect");
        TargetDatabase found = database.get();
        target = found;
        String named = schema == null ? onlySchema(found, folder) : schema;
        TargetSchema place = TargetSchema.withLedger(found.dataSource(), named);
        if (!request.dryRun()) {
            install(found, place.ledger());
        }
        return new TableImportService(place, listener).timedBy(clock).run(folder, file, request);
    }

    private static String onlySchema(TargetDatabase found, RowFolder folder) {
        Map<String, List<String>> tables = Jdbi.create(found.dataSource())
                .withHandle(handle -> handle.createQuery(TABLES)
                        .reduceRows(new TreeMap<String, List<String>>(), (all, row) -> {
                            all.computeIfAbsent(row.getColumn("schema", String.class), schema -> new ArrayList<>())
                                    .add(row.getColumn("name", String.class));
                            return all;
                        }));
        List<String> schemas = tables.entrySet().stream()
                .filter(one -> folder.fits(one.getKey(), one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (schemas.size() == 1) {
            return schemas.get(0);
        }
        throw Failure.usage(
                schemas.isEmpty()
                        ? "No schema of " + found.description() + " has a table for each of "
                                + String.join(", ", folder.files())
                                + "; name the schema with --schema, which then tells the file without a table."
                        : "The schemas " + String.join(", ", schemas) + " have a table for each file of "
                                + folder.name() + "; say which with --schema.");
    }

    /**
     * The schema of a table.
     *
     * @param schema {@code null} if it is to be looked for
     */
    public static TargetSchema place(TargetDatabase database, @Nullable String schema, String table) {
        String named = schema == null ? onlySchema(database, table) : schema;
        return TargetSchema.withLedger(database.dataSource(), named);
    }

    private static String onlySchema(TargetDatabase found, String table) {
        List<String> schemas = Jdbi.create(found.dataSource())
                .withHandle(handle -> handle.createQuery(SCHEMAS)
                        .bind("table", table)
                        .mapTo(String.class)
                        .list());
        if (schemas.size() == 1) {
            return schemas.get(0);
        }
        throw Failure.usage(
                schemas.isEmpty()
                        ? "No schema of " + found.description() + " has a table \"" + table + "\""
                                + likelyMeant(found, table)
                        : "Table \"" + table + "\" is in the schemas " + String.join(", ", schemas)
                                + "; say which with --schema.");
    }

    /** A table of nearly that name, or the one that the name means together with its schema. */
    private static String likelyMeant(TargetDatabase found, String table) {
        List<Map<String, Object>> all = Jdbi.create(found.dataSource())
                .withHandle(handle -> handle.createQuery(ALL_TABLES).mapToMap().list());
        Map<String, String> options = new LinkedHashMap<>();
        for (Map<String, Object> one : all) {
            String option = "--schema " + one.get("schema") + " --table " + one.get("name");
            options.put(one.get("schema") + "." + one.get("name"), option);
            options.putIfAbsent(String.valueOf(one.get("name")), option);
        }
        return NearName.of(table, options.keySet()).stream()
                .findFirst()
                .map(name -> "; did you mean " + options.get(name) + "?")
                .orElse("; check its name, and the database.");
    }

    private void install(TargetDatabase found, String ledger) {
        Catalog catalog = Catalog.importLedger();
        MigrationReport migration =
                Schema.of(found.dataSource(), catalog, ledger).migrate(MigrationRequest.defaults());
        if (!migration.appliedIds().isEmpty()) {
            notes.accept("Installed the ledger of imports in schema " + ledger + ".");
        }
    }

    /** The database that was imported into, for people; only after an import. */
    public String where() {
        return Objects.requireNonNull(target).description();
    }
}
