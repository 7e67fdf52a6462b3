package org.schemuse.samples.walks;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/** A database with a catalog in the schema of its name, as {@code schemuse migrate} leaves it, and a login for the application. */
final class Installation implements AutoCloseable {
    private static final String PASSWORD = "only for tests";

    private final TestDatabase database;
    private final String catalog;
    private final String login;

    Installation(String catalog) {
        this.catalog = catalog;
        database = TestDatabase.cloneOf(
                "walk_" + catalog,
                source -> Schema.of(source, Catalog.named(catalog).orElseThrow(), catalog)
                        .migrate(MigrationRequest.defaults()));
        login = "service_of_" + database.name();
        Jdbi.create(database.dataSource())
                .useHandle(handle -> handle.execute(
                        "CREATE ROLE \"" + login + "\" LOGIN PASSWORD '" + PASSWORD + "' IN ROLE " + catalog + "_app"));
    }

    /** Who runs the site: row-level security does not bind them. */
    Jdbi administrator() {
        return inSchema(Jdbi.create(database.dataSource()));
    }

    /** The application: what it may do is what the catalog grants, and row-level security binds it. */
    Jdbi application() {
        return inSchema(Jdbi.create(database.dataSource(login, PASSWORD)));
    }

    private Jdbi inSchema(Jdbi jdbi) {
        return jdbi.installPlugin(new JdbiPlugin() {
            @Override
            public Handle customizeHandle(Handle handle) {
                handle.execute("SET search_path TO " + catalog + ", pg_temp");
                return handle;
            }
        });
    }

    @Override
    public void close() {
        Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute("DROP ROLE \"" + login + "\""));
        database.close();
    }
}
