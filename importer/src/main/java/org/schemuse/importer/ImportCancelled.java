package org.schemuse.importer;

/** Somebody stopped the import; what it had loaded was undone. */
public final class ImportCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportCancelled(String message) {
        super(message);
    }
}
