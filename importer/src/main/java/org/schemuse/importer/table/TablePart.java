package org.schemuse.importer.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.WorkerConnections;
import org.schemuse.importer.table.TableImportReport.Reject;
import org.schemuse.importer.table.TableWriter.Range;
import org.schemuse.importer.table.judge.StagedTable;
import org.schemuse.importer.table.shape.ColumnShape;

/** One file of a run at work: what is read, where its rows wait, and what becomes of them. */
final class TablePart {
    private final RunPart part;
    private final TableInput input;
    private final TableInput.State state;
    private final StagingArea area;
    private final TableReading reading;
    private final TableOutcome outcome = new TableOutcome();
    private List<Reject> firstRejects = List.of();
    private @Nullable Path rejects;

    private TablePart(RunPart part, TableInput input, TableInput.State state, StagingArea area, TableReading reading) {
        this.part = part;
        this.input = input;
        this.state = state;
        this.area = area;
        this.reading = reading;
        input.file().notes().forEach(outcome::note);
    }

    /** Where the rows of a file wait. */
    interface Place {
        StagingArea of(TableInput input, RunPart part);
    }

    /**
     * All files of a run.
     *
     * @param states of the files when they were first looked at
     * @param check asked from time to time while they are read; what it throws ends the reading
     */
    static List<TablePart> all(
            RunFiles files,
            List<TableInput.State> states,
            Place place,
            UUID run,
            ImportListener listener,
            Runnable check) {
        List<TablePart> parts = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < states.size(); i++) {
            TableInput input = files.inputs().get(i);
            RunPart part = new RunPart(run, i);
            ImportListener share = RunFiles.share(listener, before, RunFiles.bytes(states));
            parts.add(new TablePart(
                    part, input, states.get(i), place.of(input, part), new TableReading(input, share, check)));
            before += states.get(i).bytes();
        }
        return parts;
    }

    /** Among the files of the run, from 0. */
    int number() {
        return part.number();
    }

    TableInput input() {
        return input;
    }

    TableInput.State state() {
        return state;
    }

    StagingArea area() {
        return area;
    }

    TableReading reading() {
        return reading;
    }

    TableOutcome outcome() {
        return outcome;
    }

    /** The name of its table, as the system catalog has it. */
    String table() {
        return input.shape().name();
    }

    /** Reads the first rejects, for a report. */
    void showRejects(Handle handle) {
        firstRejects = area.firstRejects(handle);
    }

    /** Writes the rejects in the format of the file. */
    void writeRejects(Handle handle) throws IOException {
        rejects = new RejectsFile(input, area).write(handle, reading.read(), state);
    }

    List<Reject> firstRejects() {
        return firstRejects;
    }

    /** The file that has the rejects; {@code null} if none was written. */
    @Nullable
    Path rejects() {
        return rejects;
    }

    /** Notes what the reading found. */
    void read() {
        outcome.read(reading.read());
        reading.notes().forEach(outcome::note);
    }

    /** The staged rows as those judge them who look for what is wrong with them. */
    StagedTable judged() {
        return area.filled(filled());
    }

    List<ColumnShape> filled() {
        return reading.filled();
    }

    /** The SQL that moves its rows. */
    TableWriter writer() {
        return new TableWriter(area.staged(), filled(), input.key());
    }

    /** All its rows. */
    Range all() {
        return new Range(0, reading.read());
    }

    /** How its rows are written into a table that stays open. */
    TableWrite.Place place() {
        return input.place(part, transaction(0));
    }

    /** How a piece of them is written into an empty table. */
    TableWrite.Place newRows(int piece) {
        return input.newRows(part, transaction(piece));
    }

    /** Below 0, and no two of a run have the same. */
    private int transaction(int piece) {
        return -1 - part.number() * WorkerConnections.AT_ONCE - piece;
    }
}
