package org.schemuse.changelog.schema;

/**
 * The database refused, or cannot be used. The message is one line that says what failed, where, and what to do; it
 * carries no password.
 */
public final class SchemaRefused extends RuntimeException {
    SchemaRefused(String message) {
        super(message);
    }

    SchemaRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
