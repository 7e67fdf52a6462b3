package org.schemuse.importer.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that was to be written cannot be; the input is not to blame. */
public final class OutputFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /** The output is a file. */
    public OutputFailure(Path file, IOException cause) {
        super(cause.getMessage(), cause);
        this.file = file;
    }

    /** As the user named it. */
    public Path file() {
        return file;
    }
}
