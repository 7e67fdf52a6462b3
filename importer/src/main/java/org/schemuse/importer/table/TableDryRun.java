package org.schemuse.importer.table;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.copy.ConnectionBatches;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.table.TableImportReport.Reject;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.TableWriter.Range;

/** Judges the rows of a file as an import would, in temporary tables of one connection, and changes nothing. */
final class TableDryRun {
    private final TableInput input;
    private final ImportListener listener;
    private final StageClock clock;

    TableDryRun(TableInput input, ImportListener listener, StageClock clock) {
        this.input = input;
        this.listener = listener;
        this.clock = clock;
    }

    TableImportReport run(TableOutcome outcome) throws IOException, InterruptedException {
        try (Handle handle = input.schema().open()) {
            return run(handle, outcome);
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, During.IMPORT);
        }
    }

    private TableImportReport run(Handle handle, TableOutcome outcome) throws IOException, InterruptedException {
        TableInput.State state = input.state();
        clock.enter("load");
        StagingArea area = StagingArea.temporary(input);
        area.create(handle);
        TableReading reading = new TableReading(input, listener, this::checkCancelled);
        ConnectionBatches batches = new ConnectionBatches(handle, area.target().tables());
        reading.into(batches);
        batches.send();
        input.requireUnchanged(state);
        clock.enter("judge");
        new Judgement(handle, input, area, reading.filled()).judge();
        reading.notes().forEach(outcome::note);
        count(handle, reading, area, outcome);
        clock.enter("report");
        outcome.requireEveryRow();
        List<Reject> first = area.firstRejects(handle);
        return TableImportReport.of(input, state.bytes(), outcome, TableImportReport.Run.NONE, first, clock);
    }

    private void checkCancelled() {
        if (listener.cancelled()) {
            throw new ImportCancelledException("stopped; nothing was changed");
        }
    }

    private void count(Handle handle, TableReading reading, StagingArea area, TableOutcome outcome) {
        outcome.read(reading.read());
        outcome.rejected(area.faults(handle));
        outcome.way("dry run: nothing was written");
        TableWriter sql = new TableWriter(area.staged(), reading.filled(), input.key());
        long good = reading.read() - outcome.rejected();
        if (input.request().onConflict() == OnConflict.ERROR) {
            outcome.add(new RowTally(good, 0, 0, 0));
            return;
        }
        long[] found = differences(handle, sql.differences(new Range(0, reading.read())));
        long matched = found[0] + found[1];
        if (input.request().onConflict() == OnConflict.SKIP) {
            outcome.add(new RowTally(good - matched, 0, 0, matched));
        } else {
            RowTally tally = new RowTally(good - matched, found[0], found[1], 0);
            outcome.add(input.request().complete() ? tally.missing(TableWrite.vanished(handle, sql)) : tally);
        }
    }

    /** Asks as it is: a predicate of a key may hold what JDBI would take for a parameter. */
    private static long[] differences(Handle handle, String query) {
        try (Statement plain = handle.getConnection().createStatement();
                ResultSet found = plain.executeQuery(query)) {
            found.next();
            return new long[] {found.getLong("changed"), found.getLong("same")};
        } catch (SQLException e) {
            throw ImportRefusedException.by(e);
        }
    }
}
