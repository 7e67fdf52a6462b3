package org.schemuse.importer.problem;

/** The input cannot be imported at all. The message is one line: what, where, and what to do. */
public final class UnusableDump extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableDump(String message) {
        super(message);
    }

    public UnusableDump(String message, Throwable cause) {
        super(message, cause);
    }
}
