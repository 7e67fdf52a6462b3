package org.schemuse.importer.load;

/** The listener cancelled the run. What an import has loaded is kept, and can be resumed; an update changes nothing. */
public final class ImportCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message says what is left, and what to do with it. */
    public ImportCancelledException(String message) {
        super(message);
    }
}
