package org.schemuse.importer.load.copy;

/** Where the rows of a run go, batch by batch. */
public interface Batches {
    /** The batch that rows are added to now; another one after each call that sends. */
    Batch batch();

    /** Sends the batch if it holds so many records, or many bytes; says whether it did. */
    boolean sendIfHolds(int records) throws InterruptedException;

    /** Sends what there is. */
    void send() throws InterruptedException;
}
