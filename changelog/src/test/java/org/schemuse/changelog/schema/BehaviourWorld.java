package org.schemuse.changelog.schema;

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
import org.schemuse.testsupport.TestDatabase;

/** A database of its own with the vibemuse catalog in schema {@code vibemuse}, and the roles that use it. */
final class BehaviourWorld implements AutoCloseable {
    enum Installer {
        SUPERUSER,
        /** May create schemas in the database, and nothing else. The application role was made for it. */
        PLAIN_OWNER
    }

    private static final String OWNER = "schemuse_test_owner";
    private static final String PASSWORD = "only for tests";

    private final TestDatabase database;
    private final Installer installer;
    private final String login;
    private final List<Handle> handles = new ArrayList<>();

    private BehaviourWorld(TestDatabase database, Installer installer) {
        this.database = database;
        this.installer = installer;
        this.login = "login_of_" + database.name();
    }

    static BehaviourWorld installedBy(Installer installer) {
        TestDatabase database = TestDatabase.cloneOf("vibemuse_" + installer, source -> install(source, installer));
        BehaviourWorld world = new BehaviourWorld(database, installer);
        world.superuser()
                .execute("CREATE ROLE \"" + world.login + "\" LOGIN PASSWORD '" + PASSWORD + "' IN ROLE vibemuse_app");
        return world;
    }

    private static void install(DataSource superuser, Installer installer) throws SQLException {
        DataSource source = superuser;
        if (installer == Installer.PLAIN_OWNER) {
            Jdbi.create(superuser).useHandle(handle -> {
                makeRole(handle, "vibemuse_app", "NOLOGIN");
                makeRole(handle, OWNER, "LOGIN PASSWORD '" + PASSWORD + "'");
                String name = handle.select("SELECT current_database()")
                        .mapTo(String.class)
                        .one();
                handle.execute("GRANT CREATE ON DATABASE \"" + name + "\" TO " + OWNER);
            });
            source = asOwner(superuser);
        }
        Schema.of(source, Catalog.named("vibemuse").orElseThrow(), "vibemuse").migrate(MigrationRequest.defaults());
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

    /** Who installed the catalog. */
    DataSource installer() {
        return installer == Installer.SUPERUSER ? database.dataSource() : database.dataSource(OWNER, PASSWORD);
    }

    Handle superuser() {
        return open(database.dataSource());
    }

    Handle owner() {
        return open(installer());
    }

    /** The application, before anybody has signed in. */
    Handle nobody() {
        return open(database.dataSource(login, PASSWORD));
    }

    /** The application, on behalf of a user. */
    Handle as(UUID user) {
        return with(user.toString());
    }

    /** The application with any text where the user belongs. */
    Handle with(String context) {
        Handle handle = nobody();
        handle.select("SELECT set_config('app.current_user_id', ?, false)", context)
                .mapTo(String.class)
                .one();
        return handle;
    }

    UUID user(String name, String userClass) {
        return superuser()
                .createQuery(
                        "INSERT INTO users (username, email, password_hash, user_class)"
                                + " VALUES (:name, :name || '@example.org', 'hash of ' || :name, :class::user_class_enum) RETURNING id")
                .bind("name", name)
                .bind("class", userClass)
                .mapTo(UUID.class)
                .one();
    }

    UUID object(String type, String name, UUID owner) {
        return superuser()
                .createQuery("INSERT INTO objects (name, object_type, owner_id)"
                        + " VALUES (:name, :type::object_type_enum, :owner::uuid) RETURNING id")
                .bind("name", name)
                .bind("type", type)
                .bind("owner", owner)
                .mapTo(UUID.class)
                .one();
    }

    @Override
    public void close() {
        Handle superuser = superuser();
        superuser.execute("DROP ROLE \"" + login + "\"");
        handles.forEach(Handle::close);
        database.close();
    }

    private Handle open(DataSource source) {
        Handle handle = Jdbi.create(source).open();
        handles.add(handle);
        handle.execute("SET search_path TO vibemuse, pg_temp");
        return handle;
    }
}
