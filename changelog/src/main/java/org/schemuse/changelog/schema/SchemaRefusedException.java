package org.schemuse.changelog.schema;

import java.sql.SQLException;

/**
 * The database refused something, or cannot be used. The message is one line that says where, what failed, and what to do.
 * It has no password in it.
 */
public final class SchemaRefusedException extends RuntimeException {
    public SchemaRefusedException(String message) {
        super(message);
    }

    public SchemaRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the driver says, as one line that begins with {@code where}. */
    public static SchemaRefusedException of(SQLException refusal, String where) {
        return SqlErrors.of(refusal, where);
    }
}
