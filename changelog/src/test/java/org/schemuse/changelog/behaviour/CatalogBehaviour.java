package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.testsupport.Await;

/** A catalog with rows in it. A parameterized class runs its tests with each installer; the others, with a superuser. */
abstract class CatalogBehaviour {
    static final UUID ONE = Tenancy.ONE;
    static final UUID OTHER = Tenancy.OTHER;

    @Parameter
    Installer installer = Installer.SUPERUSER;

    InstalledCatalog installed;
    Handle root;

    abstract CatalogRows rows();

    /** The rows that each test begins with. A class with more of them gives them a name too. */
    void fill(Handle root) throws SQLException {
        InstalledCatalog.fill(rows(), root);
    }

    String filling() {
        return "rows";
    }

    @BeforeEach
    void install() {
        installed = InstalledCatalog.of(rows(), installer, filling(), this::fill);
        root = installed.root();
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    static UUID id(Handle handle, String sql, Object... arguments) {
        return handle.select(sql, arguments).mapTo(UUID.class).first();
    }

    static String text(Handle handle, String sql, Object... arguments) {
        return handle.select(sql, arguments).mapTo(String.class).one();
    }

    static List<String> texts(Handle handle, String sql, Object... arguments) {
        return handle.select(sql, arguments).mapTo(String.class).list();
    }

    long count(String from, Object... arguments) {
        return count(root, from, arguments);
    }

    static long count(Handle handle, String from, Object... arguments) {
        return handle.select("SELECT count(*) FROM " + from, arguments)
                .mapTo(long.class)
                .one();
    }

    static String plan(Handle handle, String query) {
        return String.join("\n", texts(handle, "EXPLAIN " + query));
    }

    static Map<String, Object> row(Handle handle, String from, Object... arguments) {
        return handle.select("SELECT * FROM " + from, arguments).mapToMap().one();
    }

    /** The SQLSTATE that a statement is refused with. */
    String refusal(String statement, Object... arguments) {
        return SqlState.of(() -> root.execute(statement, arguments));
    }

    /** Waits until some session waits for a lock that another one holds. */
    static void awaitLockWait(Handle watcher) throws Exception {
        Await.until(
                "a session waits for a lock",
                () -> count(watcher, "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                        > 0);
    }

    /** A column takes every value of a closed list, and no other. */
    static void assertClosed(Handle handle, String table, String column, String... values) {
        for (String value : values) {
            handle.execute("UPDATE " + table + " SET " + column + " = ?", value);
            String capital = value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1);
            assertRefused(handle, table, column, capital);
        }
        assertRefused(handle, table, column, "");
        assertRefused(handle, table, column, "something else");
    }

    private static void assertRefused(Handle handle, String table, String column, String value) {
        assertThat(SqlState.of(() -> handle.execute("UPDATE " + table + " SET " + column + " = ?", value)))
                .as("%s.%s = '%s'", table, column, value)
                .isEqualTo(SqlState.CHECK);
    }
}
