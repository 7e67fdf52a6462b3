package org.schemuse.importer.table;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.copy.ConnectionBatches;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.TableWriter.Range;

/** Judges the rows of a file as an import would, in temporary tables of one connection, and changes nothing. */
final class TableDryRun {
    private final RunFiles files;
    private final ImportListener listener;
    private final StageClock clock;
    private final List<TablePart> parts;

    TableDryRun(RunFiles files, ImportListener listener, StageClock clock) throws IOException {
        this.files = files;
        this.listener = listener;
        this.clock = clock;
        this.parts = TablePart.all(
                files, files.states(), StagingArea::temporary, UUID.randomUUID(), listener, this::checkCancelled);
    }

    void run() throws IOException, InterruptedException {
        try (Handle handle = files.schema().open()) {
            run(handle);
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, During.IMPORT);
        }
    }

    private void run(Handle handle) throws IOException, InterruptedException {
        clock.enter("load");
        for (TablePart part : parts) {
            part.area().create(handle);
            ConnectionBatches batches =
                    new ConnectionBatches(handle, part.area().target().tables());
            part.reading().into(batches);
            batches.send();
            part.input().requireUnchanged(part.state());
            part.read();
        }
        clock.enter("judge");
        Judgement judgement = new Judgement(handle, parts);
        judgement.judge();
        if (parts.size() > 1) {
            // Refuses what an import would refuse.
            WritePlan.of(handle, parts, judgement.order());
        }
        parts.forEach(part -> count(handle, part));
        clock.enter("report");
        for (TablePart part : parts) {
            part.outcome().requireEveryRow();
            part.showRejects(handle);
        }
    }

    /** Of its only file. */
    TableImportReport report() {
        TablePart part = parts.get(0);
        return TableImportReport.of(
                part.input(),
                part.state().bytes(),
                part.outcome(),
                TableImportReport.Run.NONE,
                part.firstRejects(),
                clock);
    }

    /** Of all its files. */
    FolderImportReport folderReport() {
        return FolderImportReport.of(files, parts, FolderImportReport.Run.NONE, files.notes(), clock);
    }

    private void checkCancelled() {
        if (listener.cancelled()) {
            throw new ImportCancelledException("stopped; nothing was changed");
        }
    }

    private static void count(Handle handle, TablePart part) {
        TableOutcome outcome = part.outcome();
        outcome.rejected(part.area().faults(handle));
        outcome.way("dry run: nothing was written");
        long good = outcome.read() - outcome.rejected();
        OnConflict onConflict = part.input().request().onConflict();
        ActingRole as = part.input().as();
        if (as != null && onConflict != OnConflict.ERROR) {
            outcome.note("a dry run compares with all rows that this session sees, also with those that role "
                    + as.role() + " does not see");
        }
        if (onConflict == OnConflict.ERROR) {
            outcome.add(new RowTally(good, 0, 0, 0));
            return;
        }
        long[] found = differences(handle, part.writer().differences(new Range(0, outcome.read())));
        long matched = found[0] + found[1];
        if (onConflict == OnConflict.SKIP) {
            outcome.add(new RowTally(good - matched, 0, 0, matched));
        } else {
            RowTally tally = new RowTally(good - matched, found[0], found[1], 0);
            boolean complete = part.input().request().complete();
            outcome.add(complete ? tally.missing(TableWrite.vanished(handle, part.writer())) : tally);
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
