package org.schemuse.importer.load;

import java.io.IOException;

/** How the rows of a run come into their tables: the steps of {@link LoadRun} that differ. */
public interface Sink {
    /** Records the run and makes the tables ready; what fails here leaves everything as it was. */
    void begin() throws InterruptedException;

    /** Takes all rows of the source. */
    void stream() throws IOException, InterruptedException;

    /** Verifies the rows, and restores what was deferred for them. */
    void rebuild() throws InterruptedException;

    /** Makes the run final. */
    LoadResult finish();

    /** Leaves everything as the failure of a run should leave it, and says what to throw. */
    Exception abort(Exception reason);
}
