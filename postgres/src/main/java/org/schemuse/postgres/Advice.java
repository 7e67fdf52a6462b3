package org.schemuse.postgres;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a person can do about a failure, by its SQLSTATE: a clause in the imperative, such as {@code free space on the
 * server's disk}. A command replaces the clauses that its own options make more exact. Objects are immutable.
 */
public final class Advice {
    private final Map<SqlState, String> clauses;

    private Advice(Map<SqlState, String> clauses) {
        this.clauses = clauses;
    }

    /** Advice that holds for any statement. */
    public static Advice general() {
        Map<SqlState, String> clauses = new EnumMap<>(SqlState.class);
        clauses.put(SqlState.READ_ONLY, "connect to the primary, or lift default_transaction_read_only");
        clauses.put(SqlState.INSUFFICIENT_PRIVILEGE, "ask the owner or a superuser for the privilege");
        clauses.put(SqlState.DISK_FULL, "free space on the server's disk");
        return new Advice(clauses);
    }

    /**
     * Advice for a command that can be run again as soon as the cause is gone.
     *
     * @param command as people type it after {@code schemuse}
     */
    public static Advice toRunAgain(String command) {
        String again = "run " + command + " again";
        return general()
                .on(SqlState.DISK_FULL, "free space on the server's disk, then " + again)
                .on(SqlState.CANCELLED, "a user or a time limit of the server cancelled it: " + again)
                .on(SqlState.LOCK_NOT_AVAILABLE, "another session holds a lock: end it, then " + again)
                .on(SqlState.UNREACHABLE, "once the server answers, " + again);
    }

    /** The same with another clause for one condition. */
    public Advice on(SqlState state, String clause) {
        Map<SqlState, String> more = new EnumMap<>(clauses);
        more.put(state, clause);
        return new Advice(more);
    }

    /**
     * The clause for a failure.
     *
     * @param separator stands before it
     * @return empty if there is no advice
     */
    public String about(SQLException e, String separator) {
        String clause = clauses.get(SqlState.of(e));
        return clause == null ? "" : separator + clause;
    }
}
