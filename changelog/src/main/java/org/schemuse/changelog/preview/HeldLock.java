package org.schemuse.changelog.preview;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lock that a session has on a relation.
 *
 * @param mode as {@code pg_locks} has it
 */
record HeldLock(long relation, String mode) {
    private static final String QUERY = "SELECT l.relation::bigint, l.mode FROM pg_catalog.pg_locks l"
            + " WHERE l.pid = ? AND l.locktype = 'relation' AND l.granted AND l.database ="
            + " (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())";

    private static final List<String> STRONGEST_FIRST = List.of(
            "AccessExclusiveLock",
            "ExclusiveLock",
            "ShareRowExclusiveLock",
            "ShareLock",
            "ShareUpdateExclusiveLock",
            "RowExclusiveLock",
            "RowShareLock",
            "AccessShareLock");

    /** Those of one session, in the database of the connection. */
    static Set<HeldLock> of(Connection connection, int pid) throws SQLException {
        Set<HeldLock> locks = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locks.add(new HeldLock(row.getLong(1), row.getString(2)));
                }
            }
        }
        return locks;
    }

    /** For sorting: 0 is the strongest. */
    int rank() {
        int rank = STRONGEST_FIRST.indexOf(mode);
        return rank < 0 ? STRONGEST_FIRST.size() : rank;
    }
}
