package org.schemuse.importer.load.ledger;

/** The run that was named cannot be used for what was asked. The message is one line; nothing was changed. */
public final class RunRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message is one line: which run, why not, and what to do. */
    public RunRefusedException(String message) {
        super(message);
    }
}
