package org.schemuse.importer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.schemuse.importer.load.LoadResult;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.merge.Merge;
import org.schemuse.importer.mud.update.ChangeList;
import org.schemuse.importer.mud.update.VanishedPlayers;
import org.schemuse.importer.mud.update.WorldMerge;

/**
 * What an update of a world from a newer dump did.
 *
 * @param outcome {@code ALREADY_IMPORTED} if the latest import or update read the same dump; then nothing was changed
 * @param run the id of the update in the ledger
 * @param changes how many rows were changed, by table
 * @param conflicts the first conflicts, one line each: table, id, and the columns that both sides changed
 * @param vanishedPlayers the names of players who are no longer in the dump and whose accounts still exist
 * @param rowChangeCount how many lines {@code rowChanges} has
 * @param rowChanges what changed, column by column; the caller closes it
 * @param stages the time spent in each stage; they add up to {@code took}
 */
public record UpdateReport(
        Inspection inspection,
        String schema,
        ImportReport.Outcome outcome,
        UUID run,
        Map<String, Merge.Changes> changes,
        List<String> conflicts,
        List<VanishedPlayers.Account> vanishedPlayers,
        long rowChangeCount,
        ChangeList rowChanges,
        Map<String, Duration> stages,
        Duration took,
        Instant importedAt)
        implements AutoCloseable {
    static UpdateReport of(Inspection inspection, String schema, LoadResult result, WorldMerge merge) {
        ChangeList changes = merge.rowChanges();
        return new UpdateReport(
                inspection,
                schema,
                result.loaded() ? ImportReport.Outcome.IMPORTED : ImportReport.Outcome.ALREADY_IMPORTED,
                result.run(),
                result.loaded() ? Objects.requireNonNull(result.merge()).changes() : Map.of(),
                result.loaded() ? Objects.requireNonNull(result.merge()).conflicts() : List.of(),
                merge.vanishedPlayers(),
                changes.size(),
                changes,
                result.stages(),
                StageClock.sum(result.stages()),
                Objects.requireNonNull(result.at()));
    }

    @Override
    public void close() {
        rowChanges.close();
    }
}
