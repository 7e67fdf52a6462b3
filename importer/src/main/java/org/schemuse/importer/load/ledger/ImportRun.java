package org.schemuse.importer.load.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.ImportLedgerTables;

/**
 * One row of {@code import_runs}.
 *
 * @param number counts the imports into the schema from 1, the oldest; people name a run by it, and no two have the same
 * @param sourcePath where the input lay; {@code null} if it came from standard input or nobody wrote it down
 * @param state a run that says it is running and holds no lock was killed
 * @param message why it failed, else {@code null}
 * @param rowCount how many rows it wrote
 * @param continuedBatches how many batches of it were there when it was continued after a kill; 0 if it never was
 * @param updates number of the run whose rows it brought up to date; {@code null} for an import into empty tables
 * @param earlierUpdateCount how many updates before this one are no longer listed; if there are any, {@code updates} is the
 *     import that the rows began with, and this update cannot be undone by itself
 * @param speed {@code null} unless it went from its beginning to its end at one go
 * @param options as the import was asked, which a run that is continued is asked again
 * @param finishedAt {@code null} while it runs
 */
public record ImportRun(
        int number,
        UUID id,
        String source,
        @Nullable String sourcePath,
        String sha256,
        long bytes,
        String dialect,
        String layout,
        String charset,
        String toolVersion,
        RunState state,
        @Nullable String message,
        long objectCount,
        long rowCount,
        long findingCount,
        int continuedBatches,
        @Nullable Integer updates,
        int earlierUpdateCount,
        @Nullable Speed speed,
        Map<String, Object> options,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    /** From the first byte read to the last check. */
    public record Speed(Duration took, double objectsPerSecond, double megabytesPerSecond) {}

    /** Whether its input was a file of rows for one table. */
    public boolean ofRows() {
        return dialect.equals(ImportLedgerTables.ROWS);
    }

    /** Whether its rows are in the tables for good. */
    public boolean finished() {
        return state == RunState.FINISHED;
    }

    /** Whether it is under way or was interrupted; the lock tells which. */
    public boolean unfinished() {
        return state == RunState.RUNNING;
    }

    /** What people call it in messages. */
    public String called() {
        return "import " + number + " of " + source + " (" + id + ")";
    }
}
