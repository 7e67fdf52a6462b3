package org.schemuse.cli.report;

import java.io.IOException;

/** The server sent nothing, although neither side closed the connection. The message states for how long, and what was found. */
public final class StalledConnection extends IOException {
    private static final long serialVersionUID = 1L;

    public StalledConnection(String message, IOException cause) {
        super(message, cause);
    }
}
