package org.schemuse.importer.finding;

/** The input cannot be imported at all. The message is one line: what, where, and what to do. */
public final class UnusableDumpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableDumpException(String message) {
        super(message);
    }

    public UnusableDumpException(String message, Throwable cause) {
        super(message, cause);
    }
}
