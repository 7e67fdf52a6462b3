package org.schemuse.importer.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.copy.Batches;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.shape.ColumnShape;

/** One reading of a file, in which its rows become batches: the same each time. */
final class TableReading {
    private static final int ROWS_A_LOOK = 4_096;

    /** Of rows with passwords, which take long. */
    private static final int SLOW_ROWS_A_LOOK = 8;

    private final TableInput input;
    private final ImportListener listener;
    private final Runnable check;
    private long read;
    private List<ColumnShape> filled = List.of();
    private List<String> notes = List.of();

    /** @param check asked from time to time; what it throws ends the reading */
    TableReading(TableInput input, ImportListener listener, Runnable check) {
        this.input = input;
        this.listener = listener;
        this.check = check;
    }

    /** Makes all rows. */
    void into(Batches batches) throws IOException, InterruptedException {
        try {
            read(batches);
        } catch (UnusableDumpException e) {
            throw new UnusableDumpException(input.source().name() + ": " + e.getMessage(), e);
        }
    }

    private void read(Batches batches) throws IOException, InterruptedException {
        long total = input.source().storedBytes();
        int look = input.mapped().isSlow() ? SLOW_ROWS_A_LOOK : ROWS_A_LOOK;
        try (RowReader reader = input.open()) {
            StagedRowEncoder encoder = input.encoder(reader);
            FileRow row = new FileRow();
            while (reader.next(row)) {
                encoder.add(row, batches.batch());
                batches.batch().recordDone();
                read++;
                batches.sendIfHolds(input.request().batchSize());
                if (read % look == 0) {
                    check.run();
                    listener.progress(Stage.LOADING, reader.bytesRead(), total);
                }
            }
            filled = input.filled(encoder.filled());
            notes = new ArrayList<>(encoder.notes());
            notes.addAll(reader.notes());
        }
    }

    /** How many rows were read. */
    long read() {
        return read;
    }

    /** The columns that at least one row says something about; of a file without a row any will do. */
    List<ColumnShape> filled() {
        return filled.isEmpty() ? input.filled(input.columns()) : filled;
    }

    /** What was forgiven in the names of fields. */
    List<String> notes() {
        return notes;
    }
}
