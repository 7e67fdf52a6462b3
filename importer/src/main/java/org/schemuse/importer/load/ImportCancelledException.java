package org.schemuse.importer.load;

/** The listener cancelled the import. What it had loaded was undone. */
public final class ImportCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message says what is left, and what to do with it. */
    public ImportCancelledException(String message) {
        super(message);
    }
}
