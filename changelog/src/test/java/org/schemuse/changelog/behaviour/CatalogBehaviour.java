package org.schemuse.changelog.behaviour;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** A catalog that a superuser installed, and one that a plain owner did; each with two owners of rows in it. */
abstract class CatalogBehaviour {
    static final UUID ONE = UUID.fromString("11111111-1111-4111-8111-111111111111");
    static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    @Parameter
    Installer installer;

    InstalledCatalog installed;
    Handle root;

    abstract Tenancy tenancy();

    /** The rows that each test begins with. A class with more of them gives them a name too. */
    void fill(Handle root) throws SQLException {
        InstalledCatalog.fill(tenancy(), root);
    }

    String filling() {
        return "rows";
    }

    @BeforeEach
    void install() {
        installed = InstalledCatalog.of(tenancy(), installer, filling(), this::fill);
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
}
