package org.schemuse.cli.report;

import java.io.IOException;

/** Nothing came from the server though nobody closed the connection. The message says for how long and what was found. */
public final class StalledConnection extends IOException {
    private static final long serialVersionUID = 1L;

    public StalledConnection(String message, IOException cause) {
        super(message, cause);
    }
}
