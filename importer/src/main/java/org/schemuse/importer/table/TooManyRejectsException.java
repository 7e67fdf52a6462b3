package org.schemuse.importer.table;

import java.util.List;

/** More rows are rejected than the caller allows, so nothing was imported. The message is one line. */
public final class TooManyRejectsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyRejectsException(long rejected, long read, RejectLimit limit, List<String> rejects) {
        super(rejected + " of " + read + " rows are rejected, and at most " + limit
                + " may be; nothing was imported; correct the rows"
                + (rejects.isEmpty() ? "" : " in " + String.join(", ", rejects))
                + ", or allow more with --max-rejects");
    }
}
