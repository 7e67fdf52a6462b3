package org.schemuse.importer.load;

/** The run that was named cannot be used for what was asked. The message is one line; nothing was changed. */
public final class RunRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunRefused(String message) {
        super(message);
    }
}
