package org.schemuse.changelog.schema;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Ann is a creator, Ben her fan, and every table has a row. The first row of a table with an identity is 1000. */
abstract class TriberspaceWorld {
    CatalogWorld world;
    Handle root;

    @BeforeEach
    void install() {
        world = CatalogWorld.of("triberspace");
        root = world.superuser();
    }

    @AfterEach
    void remove() {
        world.close();
    }

    void user(String id) {
        root.execute(
                "INSERT INTO \"user\" (id, first_name, last_name, user_name, email) VALUES (?, 'First', 'Last', ?, ?)",
                id,
                id,
                id + "@example.org");
    }

    int creator(String user) {
        user(user);
        return root.select("INSERT INTO creators (user_id) VALUES (?) RETURNING id", user)
                .mapTo(int.class)
                .one();
    }

    /** Moves points, and returns the balance it leaves. */
    static int apply(Handle handle, String user, int creator, int points) {
        return handle.select(
                        "SELECT balance FROM apply_points(?, ?, ?, ?, 'experience')",
                        user,
                        creator,
                        points,
                        points < 0 ? "spend" : "earn")
                .mapTo(int.class)
                .one();
    }

    long count(String from, Object... arguments) {
        return CatalogWorld.count(root, from, arguments);
    }

    /** The SQLSTATE that a statement is refused with. */
    String refusal(String statement, Object... arguments) {
        return VibemuseWorld.state(() -> root.execute(statement, arguments));
    }
}
