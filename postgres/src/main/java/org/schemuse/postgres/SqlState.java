package org.schemuse.postgres;

import java.sql.SQLException;

/**
 * The conditions of SQLSTATEs that Schemuse tells apart. Codes and classes: PostgreSQL manual, appendix "PostgreSQL Error
 * Codes"; class 08 is also what the driver itself reports of connections. A code that is named alone comes before its
 * class.
 */
public enum SqlState {
    /** A lock was not granted within {@code lock_timeout}, or with {@code NOWAIT}. */
    LOCK_NOT_AVAILABLE(true, "55P03"),
    /** A user or {@code statement_timeout} cancelled the statement. */
    CANCELLED(true, "57014"),
    /** The connection failed, the server shuts down or starts, or it has no connection left. */
    UNREACHABLE(true, "08 57P 53300"),
    /** Another thing that an operator did. */
    OPERATOR_INTERVENTION(true, "57"),
    /** A deadlock, or a serialization failure. */
    TRANSACTION_ROLLBACK(true, "40"),
    /** The server has no memory left. */
    OUT_OF_MEMORY(true, "53200"),
    /** The server's disk is full. */
    DISK_FULL(false, "53100"),
    /** The server, or {@code default_transaction_read_only}, allows no writing. */
    READ_ONLY(false, "25006"),
    /** The statement cannot run within a transaction. */
    ACTIVE_TRANSACTION(false, "25001"),
    /** An earlier statement of the transaction failed. */
    FAILED_TRANSACTION(false, "25P02"),
    /** The role lacks a privilege. */
    INSUFFICIENT_PRIVILEGE(false, "42501"),
    /** A relation of that name exists. */
    DUPLICATE_TABLE(false, "42P07"),
    /** User, password or {@code pg_hba.conf} do not allow the login. */
    LOGIN_REFUSED(false, "28"),
    /** There is no database of that name. */
    NO_SUCH_DATABASE(false, "3D000"),
    /** A value is NULL where none may be, or breaks a check; the server's detail of it is the row itself. */
    ROW_REFUSED(false, "23502 23514"),
    /** Any other constraint. */
    CONSTRAINT_VIOLATED(false, "23"),
    /** A value that its type cannot hold. */
    DATA_REFUSED(false, "22"),
    /** None of these, or no SQLSTATE at all. */
    OTHER(false, "");

    private final boolean passing;
    /** Codes and classes, separated by blanks. */
    private final String codes;

    SqlState(boolean passing, String codes) {
        this.passing = passing;
        this.codes = codes;
    }

    /** The condition of an exception; of those that fit, the one with the longest code. */
    public static SqlState of(SQLException e) {
        String state = e.getSQLState();
        SqlState best = OTHER;
        int length = 0;
        for (SqlState each : values()) {
            for (String code : each.codes.split(" ", -1)) {
                if (state != null && state.length() == 5 && state.startsWith(code) && code.length() > length) {
                    best = each;
                    length = code.length();
                }
            }
        }
        return best;
    }

    /** Whether the same statement may well succeed later, although nobody changes it or the data. */
    public boolean isPassing() {
        return passing;
    }
}
