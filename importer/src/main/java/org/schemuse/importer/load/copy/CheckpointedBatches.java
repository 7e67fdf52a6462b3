package org.schemuse.importer.load.copy;

/** Hands full batches to the sender, each with its piece of the findings, and takes the next empty one. */
public final class CheckpointedBatches implements Batches {
    private final BatchSender sender;
    private final FindingRows findings;
    private Batch batch;
    private int number;
    private long records;

    /** Begins the first batch. */
    public CheckpointedBatches(BatchSender sender, FindingRows findings) throws InterruptedException {
        this(sender, findings, 0);
    }

    /** Begins a batch of a number, where other inputs of the run have those before it. */
    public CheckpointedBatches(BatchSender sender, FindingRows findings, int first) throws InterruptedException {
        this.sender = sender;
        this.findings = findings;
        this.number = first;
        begin();
    }

    /** A number that no batch has up to now, and that is the same each time the same input ends. */
    public int nextNumber() {
        return number;
    }

    private void begin() throws InterruptedException {
        batch = sender.take().begin(number++, records);
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

    @Override
    public void send() throws InterruptedException {
        if (!batch.isEmpty()) {
            submit();
            begin();
        } else {
            // Nothing to send, so the sender would not give it back: records that do not count.
            records = batch.lastRecord() + 1;
            batch.begin(batch.number(), records);
        }
    }

    /** Ends the last batch, which takes the findings that no other had room for. */
    public void end() throws InterruptedException {
        while (findings.left()) {
            findings.moveTo(batch);
        }
        submit();
    }

    private void submit() throws InterruptedException {
        records = batch.lastRecord() + 1;
        if (!batch.isEmpty()) {
            sender.submit(batch);
        }
    }
}
