package org.schemuse.importer;

/** The database does not hold what the dump says; the import was undone. */
public final class VerificationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VerificationFailedException(String message) {
        super(message);
    }
}
