package org.schemuse.importer;

import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.BatchSender;
import org.schemuse.importer.load.copy.FindingRows;
import org.schemuse.importer.mud.row.RowEncoder;

/** Hands full batches to the loader and the next empty one to the encoder. */
final class LoadedBatches implements SecondReading.Batches {
    private final BatchSender loader;
    private final RowEncoder encoder;
    private final FindingRows findings;
    private Batch batch;
    private int number;
    private long records;

    LoadedBatches(BatchSender loader, RowEncoder encoder, FindingRows findings) throws InterruptedException {
        this.loader = loader;
        this.encoder = encoder;
        this.findings = findings;
        begin();
    }

    private void begin() throws InterruptedException {
        batch = loader.take().begin(number++, records);
        encoder.fill(batch);
        findings.moveTo(batch);
    }

    @Override
    public Batch batch() {
        return batch;
    }

    @Override
    public boolean sendIfHolds(int size) throws InterruptedException {
        if (!batch.holds(size)) {
            return false;
        }
        send();
        return true;
    }

    /** Sends what there is. */
    void send() throws InterruptedException {
        if (!batch.isEmpty()) {
            submit();
            begin();
        } else {
            // Nothing to send, so the loader would not give it back: records that do not count.
            records = batch.lastRecord() + 1;
            batch.begin(batch.number(), records);
        }
    }

    /** Ends the last batch, which takes the findings that no other had room for. */
    void end() throws InterruptedException {
        while (findings.left()) {
            findings.moveTo(batch);
        }
        submit();
    }

    private void submit() throws InterruptedException {
        records = batch.lastRecord() + 1;
        if (!batch.isEmpty()) {
            loader.submit(batch);
        }
    }
}
