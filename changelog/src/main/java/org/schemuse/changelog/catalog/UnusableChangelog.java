package org.schemuse.changelog.catalog;

/**
 * A changelog cannot be read, or asks for what is not allowed. The message is one line: the file, the changeset where
 * it is known, what is wrong, what to do.
 */
public final class UnusableChangelog extends RuntimeException {
    public UnusableChangelog(String message) {
        super(message);
    }

    public UnusableChangelog(String message, Throwable cause) {
        super(message, cause);
    }
}
