package org.schemuse.changelog.catalog;

/**
 * A changelog cannot be read, or asks for what is not allowed. The message is one line: the file, the changeset where
 * it is known, what is wrong, what to do.
 */
public final class UnusableChangelogException extends RuntimeException {
    public UnusableChangelogException(String message) {
        super(message);
    }

    public UnusableChangelogException(String message, Throwable cause) {
        super(message, cause);
    }
}
