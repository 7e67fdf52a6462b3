package org.schemuse.importer.finding;

/** The input cannot be imported at all. The message is one line: what, where, and what to do. */
public final class UnusableDumpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message is one line: what, where, and what to do. */
    public UnusableDumpException(String message) {
        super(message);
    }

    /** The same, with what caused it. */
    public UnusableDumpException(String message, Throwable cause) {
        super(message, cause);
    }
}
