package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.schemuse.changelog.behaviour.RowsOfResource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.testsupport.TestDatabase;

/** A database of its own with a catalog in the schema of its name, some rows in it, and a login of the application. */
final class CatalogWorld implements AutoCloseable {
    private static final String PASSWORD = "only for tests";

    private final TestDatabase database;
    private final String catalog;
    private final String login;
    private final List<Handle> handles = new ArrayList<>();

    private CatalogWorld(TestDatabase database, String catalog) {
        this.database = database;
        this.catalog = catalog;
        this.login = "login_of_" + database.name();
    }

    /** A schema of the catalog's name, with the rows that stand in {@code rows/<catalog>.sql}. */
    static CatalogWorld of(String catalog) {
        TestDatabase database = TestDatabase.cloneOf(catalog + "_filled", source -> {
            Schema.of(source, Catalog.named(catalog).orElseThrow(), catalog).migrate(MigrationRequest.defaults());
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET search_path TO " + catalog + ", pg_temp");
                statement.execute(new RowsOfResource(catalog).sql());
            }
        });
        CatalogWorld world = new CatalogWorld(database, catalog);
        world.superuser()
                .execute("CREATE ROLE \"" + world.login + "\" LOGIN PASSWORD '" + PASSWORD + "' IN ROLE " + catalog
                        + "_app");
        return world;
    }

    TestDatabase database() {
        return database;
    }

    Schema schema() {
        return Schema.of(database.dataSource(), Catalog.named(catalog).orElseThrow(), catalog);
    }

    Handle superuser() {
        return entered(Jdbi.create(database.dataSource()));
    }

    /** Neither superuser nor owner: a member of the application role. */
    Handle application() {
        return entered(Jdbi.create(database.dataSource(login, PASSWORD)));
    }

    private Handle entered(Jdbi jdbi) {
        Handle handle = jdbi.open();
        handles.add(handle);
        handle.execute("SET search_path TO " + catalog + ", pg_temp");
        return handle;
    }

    /** Waits until some session waits for a lock that another one holds. */
    void awaitLockWait(Handle watcher) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (count(watcher, "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                    > 0) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no session waits for a lock");
    }

    /** Every value of a closed list is taken, and none beside it. */
    static void assertClosed(Handle handle, String table, String column, String... values) {
        for (String value : values) {
            handle.execute("UPDATE " + table + " SET " + column + " = ?", value);
            String capital = value.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + value.substring(1);
            assertRefusedValue(handle, table, column, capital);
        }
        assertRefusedValue(handle, table, column, "");
        assertRefusedValue(handle, table, column, "something else");
    }

    private static void assertRefusedValue(Handle handle, String table, String column, String value) {
        assertThat(VibemuseWorld.state(() -> handle.execute("UPDATE " + table + " SET " + column + " = ?", value)))
                .as("%s.%s = '%s'", table, column, value)
                .isEqualTo(VibemuseWorld.CHECK);
    }

    /** The plan of a query names the index it is for. */
    static void assertServed(Handle handle, String from, String index) {
        assertThat(String.join(
                        "\n",
                        handle.select("EXPLAIN SELECT * FROM " + from)
                                .mapTo(String.class)
                                .list()))
                .as(from)
                .contains(index);
    }

    /** Foreign keys whose columns lead no index; there is none. */
    static List<String> foreignKeysWithoutIndex(Handle handle) {
        return handle.select("SELECT c.conrelid::regclass || '.' || c.conname FROM pg_constraint c"
                        + " WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND NOT EXISTS ("
                        + " SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]"
                        + " AND i.indpred IS NULL)")
                .mapTo(String.class)
                .list();
    }

    static long count(Handle handle, String from, Object... arguments) {
        return handle.select("SELECT count(*) FROM " + from, arguments)
                .mapTo(long.class)
                .one();
    }

    static Map<String, Object> row(Handle handle, String from, Object... arguments) {
        return handle.select("SELECT * FROM " + from, arguments).mapToMap().one();
    }

    @Override
    public void close() {
        handles.forEach(Handle::close);
        Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute("DROP ROLE \"" + login + "\""));
        database.close();
    }
}
