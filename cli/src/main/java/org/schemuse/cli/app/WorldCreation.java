package org.schemuse.cli.app;

import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.Citus;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.Failure;

/** Creates a schema with the catalog of worlds in it, and lets Citus place it if that is wanted. */
public final class WorldCreation {
    private final TargetDatabase target;
    private final boolean distribute;

    /** @param distribute whether Citus places the schema on one of its nodes */
    public WorldCreation(TargetDatabase target, boolean distribute) {
        this.target = target;
        this.distribute = distribute;
    }

    /**
     * Creates the schema and installs the catalog.
     *
     * @throws Failure (exit code 4) if the schema exists, or Citus is wanted and missing
     */
    public MigrationReport create(String name, MigrationRequest request) {
        if (distribute) {
            Citus.require(target.dataSource());
        }
        Schema schema = Schema.of(
                target.dataSource(), Catalog.named(WorldImport.CATALOG).orElseThrow(), name);
        if (schema.status().exists()) {
            throw Failure.database("Schema \"" + name + "\" is in " + target.description()
                    + " already: schemuse migrate --schema brings it up to date.");
        }
        MigrationReport report = schema.migrate(request);
        if (distribute) {
            Citus.distribute(target.dataSource(), name);
        }
        return report;
    }
}
