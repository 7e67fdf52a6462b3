package org.schemuse.changelog.behaviour;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/** A database of its own with a catalog in the schema of its name, and a login that row-level security binds. */
final class InstalledCatalog implements AutoCloseable {
    enum Installer {
        SUPERUSER,
        /** May create schemas in the database, and nothing else. The application role was made for it. */
        PLAIN_OWNER
    }

    private static final String OWNER = "schemuse_test_owner";
    private static final String PASSWORD = "only for tests";

    private final CatalogRows catalog;
    private final Installer installer;
    private final TestDatabase database;
    private final String login;
    private final List<Handle> handles = new ArrayList<>();

    private InstalledCatalog(CatalogRows catalog, Installer installer, TestDatabase database) {
        this.catalog = catalog;
        this.installer = installer;
        this.database = database;
        this.login = "login_of_" + database.name();
    }

    static InstalledCatalog of(CatalogRows catalog, Installer installer) {
        return of(catalog, installer, "nothing", root -> {});
    }

    /** The catalog with rows of its owners; of two owners, if rows belong to somebody. */
    static InstalledCatalog filled(CatalogRows catalog, Installer installer) {
        return of(catalog, installer, "rows", root -> fill(catalog, root));
    }

    static void fill(CatalogRows catalog, Handle root) {
        if (catalog instanceof Tenancy tenancy) {
            tenancy.fill(root, Tenancy.ONE);
            tenancy.fill(root, Tenancy.OTHER);
        } else {
            catalog.fill(root);
        }
    }

    /** Puts rows into a catalog, as the superuser. */
    @FunctionalInterface
    interface Filling {
        void into(Handle root) throws SQLException;
    }

    /** As {@link #of(CatalogRows, Installer)}, with rows in it, which are put there once for each name of a filling. */
    static InstalledCatalog of(CatalogRows catalog, Installer installer, String name, Filling filling) {
        TestDatabase database =
                TestDatabase.cloneOf(catalog.catalog() + "_by_" + installer + "_with_" + name, source -> {
                    install(source, catalog, installer);
                    try (Handle root = entered(source, catalog)) {
                        filling.into(root);
                    }
                });
        InstalledCatalog installed = new InstalledCatalog(catalog, installer, database);
        installed
                .root()
                .execute("CREATE ROLE \"" + installed.login + "\" LOGIN PASSWORD '" + PASSWORD + "' IN ROLE "
                        + catalog.role());
        return installed;
    }

    private static void install(DataSource superuser, CatalogRows catalog, Installer installer) throws SQLException {
        DataSource source = superuser;
        if (installer == Installer.PLAIN_OWNER) {
            Jdbi.create(superuser).useHandle(handle -> {
                makeRole(handle, catalog.role(), "NOLOGIN");
                makeRole(handle, OWNER, "LOGIN PASSWORD '" + PASSWORD + "'");
                String name = handle.select("SELECT current_database()")
                        .mapTo(String.class)
                        .one();
                handle.execute("GRANT CREATE ON DATABASE \"" + name + "\" TO " + OWNER);
            });
            source = asOwner(superuser);
        }
        Schema.of(source, Catalog.named(catalog.catalog()).orElseThrow(), catalog.catalog())
                .migrate(MigrationRequest.defaults());
    }

    private static void makeRole(Handle handle, String name, String options) {
        if (handle.select("SELECT 1 FROM pg_roles WHERE rolname = ?", name)
                .mapTo(int.class)
                .findOne()
                .isEmpty()) {
            handle.execute("CREATE ROLE " + name + " " + options);
        }
    }

    private static DataSource asOwner(DataSource superuser) throws SQLException {
        try (Connection connection = superuser.getConnection()) {
            PGSimpleDataSource owner = new PGSimpleDataSource();
            owner.setUrl(connection.getMetaData().getURL());
            owner.setUser(OWNER);
            owner.setPassword(PASSWORD);
            return owner;
        }
    }

    TestDatabase database() {
        return database;
    }

    Schema schema() {
        return Schema.of(installer(), Catalog.named(catalog.catalog()).orElseThrow(), catalog.catalog());
    }

    private DataSource installer() {
        return installer == Installer.SUPERUSER ? database.dataSource() : database.dataSource(OWNER, PASSWORD);
    }

    /** The superuser. */
    Handle root() {
        return open(database.dataSource());
    }

    /** Who installed the catalog. */
    Handle owner() {
        return open(installer());
    }

    /** The application, on behalf of nobody. */
    Handle nobody() {
        return open(database.dataSource(login, PASSWORD));
    }

    /** The application, on behalf of a tenant or a user. */
    Handle as(UUID owner) {
        return with(owner.toString());
    }

    /** The application with any text where the tenant or user belongs. */
    Handle with(String context) {
        Handle handle = nobody();
        handle.select("SELECT set_config(?, ?, false)", ((Tenancy) catalog).setting(), context)
                .mapTo(String.class)
                .one();
        return handle;
    }

    @Override
    public void close() {
        Handle root = root();
        root.execute("DROP ROLE \"" + login + "\"");
        handles.forEach(Handle::close);
        database.close();
    }

    private Handle open(DataSource source) {
        Handle handle = entered(source, catalog);
        handles.add(handle);
        return handle;
    }

    private static Handle entered(DataSource source, CatalogRows catalog) {
        Handle handle = Jdbi.create(source).open();
        handle.execute("SET search_path TO " + catalog.catalog() + ", pg_temp");
        return handle;
    }
}
