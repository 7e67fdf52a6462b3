package org.schemuse.importer.table;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.StageClock;

/**
 * What an import into a table did. Always {@code read = inserted + updated + unchanged + skipped + rejected}.
 *
 * @param schema of the table
 * @param table as the system catalog has it
 * @param source name of the file
 * @param run in the ledger; {@code null} of a dry run
 * @param number of the run; 0 of a dry run
 * @param bytes of the file as it lies on the disk
 * @param read rows of the file
 * @param inserted rows that are new in the table; of a dry run those that would be
 * @param updated rows of the table that got other values
 * @param unchanged rows of the table that have these values already
 * @param skipped rows whose key is in the table
 * @param rejected rows that are not in the table
 * @param notInFile rows of the table that the file does not have; {@code null} if that was not asked
 * @param rejectsByFault how many of each fault
 * @param firstRejects the first of them, for people
 * @param rejects the file that has them; {@code null} if there are none
 * @param way how the rows came into the table, and why so
 * @param notes what was found and not asked, a line each
 * @param continuedBatches how many batches an interrupted run had left; 0 of a new one
 * @param stages the time spent in each stage; they add up to {@code took}
 */
public record TableImportReport(
        String schema,
        String table,
        String source,
        @Nullable UUID run,
        int number,
        long bytes,
        long read,
        long inserted,
        long updated,
        long unchanged,
        long skipped,
        long rejected,
        @Nullable Vanished notInFile,
        Map<String, Long> rejectsByFault,
        List<Reject> firstRejects,
        @Nullable String rejects,
        String way,
        List<String> notes,
        int continuedBatches,
        Map<String, Duration> stages,
        Duration took) {
    /** How many rejects a report shows. */
    static final int SHOWN_REJECTS = 20;

    /** What the ledger and the disk have of an import; nothing of a dry run. */
    record Run(
            @Nullable UUID id,
            int number,
            int continuedBatches,
            @Nullable Path rejects) {
        static final Run NONE = new Run(null, 0, 0, null);
    }

    static TableImportReport of(
            TableInput input, long bytes, TableOutcome outcome, Run run, List<Reject> firstRejects, StageClock clock) {
        Map<String, Duration> stages = clock.stages();
        return new TableImportReport(
                input.schema().name(),
                input.shape().name(),
                input.source().name(),
                run.id(),
                run.number(),
                bytes,
                outcome.read(),
                outcome.counts().inserted(),
                outcome.counts().updated(),
                outcome.counts().unchanged(),
                outcome.counts().skipped(),
                outcome.rejected(),
                input.request().complete() ? outcome.counts().vanished() : null,
                outcome.faults(),
                firstRejects,
                run.rejects() == null ? null : run.rejects().toString(),
                outcome.way(),
                List.copyOf(outcome.notes()),
                run.continuedBatches(),
                stages,
                StageClock.sum(stages));
    }

    /**
     * A rejected row.
     *
     * @param row number in the file, from 1
     * @param line on which it begins, from 1
     * @param code name of a {@link org.schemuse.importer.table.fault.RowFault}
     * @param column concerned; {@code null} if it is the row as a whole
     * @param value shortened; {@code null} if there is none
     */
    public record Reject(
            long row,
            long line,
            String code,
            @Nullable String column,
            @Nullable String value,
            @Nullable String expected) {}
}
