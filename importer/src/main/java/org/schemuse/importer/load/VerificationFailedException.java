package org.schemuse.importer.load;

/** The database does not hold what the input says; the import was undone. */
public final class VerificationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message names the differences, in one line. */
    public VerificationFailedException(String message) {
        super(message);
    }
}
