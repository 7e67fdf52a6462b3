package org.schemuse.changelog.behaviour;

import org.jdbi.v3.core.Handle;

/** Triberspace: Ann is a creator, Ben her fan, and every table has a row. The first row of a table with an identity is 1000. */
abstract class TriberspaceBehaviour extends CatalogBehaviour {
    @Override
    final CatalogRows rows() {
        return new RowsOfResource("triberspace");
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
}
