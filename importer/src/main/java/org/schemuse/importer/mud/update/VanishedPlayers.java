package org.schemuse.importer.mud.update;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportRun;

/**
 * The accounts of players who are no longer in the dump. An update locks them: no password fits any more, class {@code
 * guest}, no powers, no sessions. The hash stays in its own column behind a {@value #LOCK}, as {@code usermod -L} does, so
 * unlocking needs no copy of a secret anywhere else.
 */
public final class VanishedPlayers {
    /** What became of such an account. */
    public enum State {
        /** This update locked it. */
        LOCKED,
        /** An earlier update locked it; if it was unlocked locally since, it stays so. */
        LOCKED_BEFORE,
        /** It can log in as before, because the update was told so. */
        KEPT
    }

    /**
     * A player who is no longer in the dump.
     *
     * @param username the name to log in with
     */
    public record Account(UUID userId, String username, State state) {}

    private static final String LOCK = "!";

    /** How to read a hash behind the lock, and the hash of any other account as it is, of a row {@code u} of users. */
    static final String UNLOCKED_HASH =
            "CASE WHEN u.password_hash LIKE '" + LOCK + "_%' THEN substr(u.password_hash, 2) ELSE u.password_hash END";

    /** A hash so long that nothing fits before it is given up. */
    private static final String LOCKED_HASH =
            "CASE WHEN length(u.password_hash) < 255 THEN '" + LOCK + "' || u.password_hash ELSE '" + LOCK + "' END";

    /** The latest that finished updates did to accounts. */
    private static final String STANDING = """
            SELECT DISTINCT ON (c.row_id) c.row_id, c.action, c.run_id, c.old_data
            FROM import_changes c JOIN import_runs r ON r.id = c.run_id
            WHERE c.table_name = 'users' AND c.action IN ('locked', 'unlocked') AND r.state = 'finished'
                AND coalesce(c.written_at, r.started_at) > :since
            ORDER BY c.row_id, coalesce(c.written_at, r.started_at) DESC
            """;

    private static final String LOCK_ROWS = "UPDATE users u SET password_hash = " + LOCKED_HASH
            + ", user_class = 'guest', powers = '{}', online_status = false FROM import_changes c"
            + " WHERE c.run_id = :run AND c.table_name = 'users' AND c.action = :action AND c.row_id = u.id";

    /** What was changed locally since it was locked stays as it is. */
    private static final String UNLOCK_ROWS = "UPDATE users u SET password_hash = " + UNLOCKED_HASH + """
            , user_class = CASE WHEN u.user_class = 'guest' THEN b.user_class ELSE u.user_class END,
              powers = CASE WHEN u.powers = '{}' THEN b.powers ELSE u.powers END
            FROM import_changes c CROSS JOIN LATERAL jsonb_populate_record(NULL::users, c.old_data) b
            WHERE c.run_id = :run AND c.table_name = 'users' AND c.action = :action AND c.row_id = u.id
            """;

    private final Handle handle;
    private final UUID run;

    /** The accounts of a world, for a run that updates it, within whose transaction everything is done. */
    public VanishedPlayers(Handle handle, UUID run) {
        this.handle = handle;
        this.run = run;
    }

    private int executed(String sql, String action) {
        return handle.createUpdate(sql).bind("run", run).bind("action", action).execute();
    }

    /** Before a merge: unlocks the accounts of players whom the staged dump has again. */
    void unlockReturned(ImportRun origin) {
        handle.createUpdate("INSERT INTO import_changes SELECT :run, 'users', p.row_id, 'unlocked', p.old_data FROM ("
                        + STANDING + ") p JOIN pg_temp.users s ON s.id = p.row_id JOIN users u ON u.id = p.row_id"
                        + " WHERE p.action = 'locked'")
                .bind("run", run)
                .bind("since", origin.startedAt())
                .execute();
        if (executed(UNLOCK_ROWS, "unlocked") == 0) {
            return;
        }
        // A local change after the lock has the locked row as its base; what the import wrote is what it locked away.
        handle.createUpdate("""
                        UPDATE touched t SET base = t.base || (c.old_data - 'online_status') FROM import_changes c
                        WHERE c.run_id = :run AND c.table_name = 'users' AND c.action = 'unlocked' AND c.row_id = t.id
                            AND t.table_name = 'users' AND t.base ->> 'user_class' = 'guest' AND t.base -> 'powers' = '[]'
                        """).bind("run", run).execute();
        handle.createUpdate("""
                        INSERT INTO power_grants SELECT g.* FROM import_changes c
                        CROSS JOIN LATERAL jsonb_populate_record(NULL::power_grants, c.old_data) g
                        JOIN import_changes u ON u.run_id = :run AND u.action = 'unlocked' AND u.row_id = g.user_id
                        JOIN touched t ON t.table_name = 'power_grants' AND t.id = g.id AND t.theirs
                        WHERE c.table_name = 'power_grants' AND c.action = 'removed'
                        ON CONFLICT DO NOTHING
                        """).bind("run", run).execute();
    }

    /** After a merge: locks the accounts that vanished and stay in the world, once each. */
    void lock(ImportRun origin) {
        handle.createUpdate("""
                        INSERT INTO import_changes
                        SELECT :run, 'users', u.id, 'locked', jsonb_build_object('user_class', u.user_class, 'powers', u.powers,
                            'online_status', u.online_status)
                        FROM users u JOIN vanished v ON v.table_name = 'users' AND v.id = u.id
                        WHERE NOT EXISTS (SELECT FROM (<standing>) p WHERE p.row_id = u.id AND p.action = 'locked')
                        """)
                .define("standing", STANDING)
                .bind("run", run)
                .bind("since", origin.startedAt())
                .execute();
        handle.createUpdate("""
                        INSERT INTO import_changes SELECT :run, 'power_grants', g.id, 'removed', to_jsonb(g)
                        FROM power_grants g
                        JOIN import_changes c ON c.run_id = :run AND c.action = 'locked' AND c.row_id = g.user_id
                        """).bind("run", run).execute();
        for (String table : List.of("power_grants", "sessions")) {
            executed(
                    "DELETE FROM " + table
                            + " g USING import_changes c WHERE c.run_id = :run AND c.table_name = 'users'"
                            + " AND c.action = :action AND c.row_id = g.user_id",
                    "locked");
        }
        executed(LOCK_ROWS, "locked");
    }

    /** For the undo of the run: locks what it unlocked, and unlocks what it locked. */
    public void undo() {
        executed(LOCK_ROWS, "unlocked");
        executed(UNLOCK_ROWS, "locked");
        executed(
                "DELETE FROM power_grants g USING import_changes c WHERE c.run_id = :run AND c.table_name = 'users'"
                        + " AND c.action = :action AND c.row_id = g.user_id",
                "unlocked");
        handle.createUpdate("""
                        UPDATE users u SET online_status = (c.old_data ->> 'online_status')::boolean FROM import_changes c
                        WHERE c.run_id = :run AND c.table_name = 'users' AND c.action = 'locked' AND c.row_id = u.id
                        """).bind("run", run).execute();
    }

    /** The accounts that vanished and stay in the world, by name. */
    List<Account> accounts(ImportRun origin) {
        return handle.createQuery("""
                        SELECT u.id, u.username, CASE
                            WHEN EXISTS (SELECT FROM import_changes c WHERE c.run_id = :run AND c.table_name = 'users'
                                AND c.action = 'locked' AND c.row_id = u.id) THEN 'LOCKED'
                            WHEN p.action = 'locked' THEN 'LOCKED_BEFORE' ELSE 'KEPT' END AS state
                        FROM users u JOIN vanished v ON v.table_name = 'users' AND v.id = u.id
                        LEFT JOIN (<standing>) p ON p.row_id = u.id
                        ORDER BY u.username
                        """)
                .define("standing", STANDING)
                .bind("run", run)
                .bind("since", origin.startedAt())
                .map((rs, context) -> new Account(
                        rs.getObject("id", UUID.class), rs.getString("username"), State.valueOf(rs.getString("state"))))
                .list();
    }
}
