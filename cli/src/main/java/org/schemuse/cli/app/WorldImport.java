package org.schemuse.cli.app;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.SchemaText;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.importer.source.DumpSource;

/** Installs the catalog of worlds in a schema if it is missing, and imports into it: one step for a user. */
public final class WorldImport {
    /** The catalog, and the schema unless another is named. */
    public static final String CATALOG = "vibemuse";

    private final Supplier<TargetDatabase> database;
    private final String schema;
    private final Consumer<String> notes;
    private @Nullable TargetDatabase target;

    /**
     * An import into a schema.
     *
     * @param database found, and set up if it comes to that, only after the dump was read
     * @param notes receives what the catalog's installation did, if it did anything
     */
    public WorldImport(Supplier<TargetDatabase> database, String schema, Consumer<String> notes) {
        this.database = database;
        this.schema = schema;
        this.notes = notes;
    }

    /** Imports a dump into the empty schema; fails as {@link ImportService#run} does. */
    public ImportReport run(ImportService service, DumpSource source) throws IOException, InterruptedException {
        return service.run(source, this::installed, schema);
    }

    /** Updates the world in the schema from a newer dump; fails as {@link ImportService#update} does. */
    public UpdateReport update(ImportService service, DumpSource source, UpdateRules rules)
            throws IOException, InterruptedException {
        return service.update(source, this::installed, schema, rules);
    }

    /** The database that was imported into, for people; only after an import. */
    public String where() {
        return Objects.requireNonNull(target).description();
    }

    /** A shell line that opens the world in psql; only after an import. */
    public String psql() {
        return Objects.requireNonNull(target).psqlIn(schema);
    }

    private DataSource installed() {
        TargetDatabase found = database.get();
        target = found;
        MigrationReport migration = Schema.of(
                        found.dataSource(), Catalog.named(CATALOG).orElseThrow(), schema)
                .migrate(MigrationRequest.defaults());
        if (!migration.appliedIds().isEmpty()) {
            notes.accept(SchemaText.migration(migration, found.description()));
        }
        return found.dataSource();
    }
}
