package org.schemuse.importer.table;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.table.TableImportReport.Reject;

/**
 * What an import of the files of a folder did. Always {@code read = inserted + updated + unchanged + skipped + rejected}, of each
 * file and of all.
 *
 * @param schema of the tables
 * @param source name of the folder
 * @param run in the ledger; {@code null} of a dry run
 * @param number of the run; 0 of a dry run
 * @param bytes of the files as they lie on the disk
 * @param read rows of the files
 * @param inserted rows that are new in the tables; of a dry run those that would be
 * @param updated rows of the tables that got other values
 * @param unchanged rows of the tables that have these values already
 * @param skipped rows whose key is in their table
 * @param rejected rows that are not in their table
 * @param files each of them, tables that are referred to first
 * @param notes what was found and not asked about the files as a whole, a line each
 * @param continuedBatches how many batches an interrupted run had left; 0 of a new one
 * @param stages the time spent in each stage; they add up to {@code took}
 */
public record FolderImportReport(
        String schema,
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
        List<File> files,
        List<String> notes,
        int continuedBatches,
        Map<String, Duration> stages,
        Duration took) {
    /** What the ledger has of an import; nothing of a dry run. */
    record Run(@Nullable UUID id, int number, int continuedBatches) {
        static final Run NONE = new Run(null, 0, 0);
    }

    /**
     * What became of a file; the numbers are those of {@link TableImportReport}.
     *
     * @param table as the system catalog has it
     * @param source name of the file
     * @param rejects the file that has the rejects; {@code null} if there are none
     */
    public record File(
            String table,
            String source,
            long bytes,
            long read,
            long inserted,
            long updated,
            long unchanged,
            long skipped,
            long rejected,
            Map<String, Long> rejectsByFault,
            List<Reject> firstRejects,
            @Nullable String rejects,
            String way,
            List<String> notes) {
        static File of(TablePart part) {
            TableOutcome outcome = part.outcome();
            return new File(
                    part.table(),
                    part.input().source().name(),
                    part.state().bytes(),
                    outcome.read(),
                    outcome.counts().inserted(),
                    outcome.counts().updated(),
                    outcome.counts().unchanged(),
                    outcome.counts().skipped(),
                    outcome.rejected(),
                    outcome.faults(),
                    part.firstRejects(),
                    part.rejects() == null ? null : part.rejects().toString(),
                    outcome.way(),
                    List.copyOf(outcome.notes()));
        }
    }

    static FolderImportReport of(RunFiles files, List<TablePart> parts, Run run, List<String> notes, StageClock clock) {
        List<File> all = parts.stream().map(File::of).toList();
        Map<String, Duration> stages = clock.stages();
        return new FolderImportReport(
                files.schema().name(),
                files.label(),
                run.id(),
                run.number(),
                sum(all, File::bytes),
                sum(all, File::read),
                sum(all, File::inserted),
                sum(all, File::updated),
                sum(all, File::unchanged),
                sum(all, File::skipped),
                sum(all, File::rejected),
                all,
                List.copyOf(notes),
                run.continuedBatches(),
                stages,
                StageClock.sum(stages));
    }

    private static long sum(List<File> files, ToLongFunction<File> number) {
        return files.stream().mapToLong(number).sum();
    }
}
