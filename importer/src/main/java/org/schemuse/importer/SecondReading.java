package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import org.schemuse.importer.ImportListener.Stage;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpRecord;
import org.schemuse.importer.mud.row.RowEncoder;
import org.schemuse.importer.mud.row.UserRows;
import org.schemuse.importer.source.CountingStream;

/** The second reading of a dump, in which its records become rows; the first has found what is wrong with them. */
final class SecondReading {
    private final DumpFile file;
    private final ImportRequest request;
    private final ImportListener listener;
    private final String stopped;

    /** @param stopped what an interruption is reported as */
    SecondReading(DumpFile file, ImportRequest request, ImportListener listener, String stopped) {
        this.file = file;
        this.request = request;
        this.listener = listener;
        this.stopped = stopped;
    }

    /** Where the rows go, batch by batch. */
    interface Batches {
        /** The batch that rows are added to now. */
        Batch batch();

        /** Sends the batch if it holds so many records, or many bytes; says whether it did. */
        boolean sendIfHolds(int records) throws InterruptedException;
    }

    /**
     * Gives all records to an encoder, which fills the batches.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if the dump changed since the first reading
     */
    void records(RowEncoder encoder, Batches batches) throws IOException, InterruptedException {
        try {
            read(encoder, batches);
        } catch (ImportCancelledException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Of a dump that changed since the first reading anything may come.
            file.source().requireUnchanged();
            throw e;
        }
    }

    private void read(RowEncoder encoder, Batches batches) throws IOException, InterruptedException {
        long total = file.source().storedBytes();
        try (CountingStream stored = file.source().stored();
                InputStream bytes = file.source().open(stored);
                DumpReader reader = file.world().dump().read(bytes, null, new Findings())) {
            for (DumpRecord record = reader.next(); record != null; record = reader.next()) {
                record.accept(encoder);
                if (batches.sendIfHolds(request.batchSize())) {
                    checkCancelled();
                    listener.progress(Stage.LOADING, stored.count(), total);
                }
            }
        }
    }

    /** Waits for the hashes of users, and moves their rows into the batches, so many at a time. */
    void users(UserRows users, PasswordHashing hashing, Batches batches, int atATime) throws InterruptedException {
        hashing.hurry();
        while (users.size() > 0) {
            checkCancelled();
            listener.progress(Stage.HASHING, hashing.done(), hashing.all());
            users.moveTo(batches.batch());
            batches.sendIfHolds(atATime);
        }
    }

    /** @throws ImportCancelledException if the listener says so */
    void checkCancelled() {
        if (listener.cancelled()) {
            throw new ImportCancelledException(stopped);
        }
    }
}
