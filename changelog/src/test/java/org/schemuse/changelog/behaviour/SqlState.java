package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The codes PostgreSQL refuses a statement with. */
final class SqlState {
    static final String NOT_NULL = "23502";
    static final String FOREIGN_KEY = "23503";
    /** What ON DELETE RESTRICT refuses with from PostgreSQL 18 on; before, it was {@link #FOREIGN_KEY}. */
    static final String RESTRICTED = "23001";

    static final String UNIQUE = "23505";
    static final String CHECK = "23514";
    static final String NO_ENUM_VALUE = "22P02";
    static final String REFUSED = "42501";
    static final String APPEND_ONLY = "55000";

    private SqlState() {}

    /** The code a statement is refused with; fails where it is not. */
    static String of(ThrowingCallable statement) {
        Throwable refusal = catchThrowable(statement);
        assertThat(refusal).as("the statement is refused").isNotNull();
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        throw new AssertionError("refused, but not by the database", refusal);
    }
}
