package org.schemuse.importer.load;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.load.copy.Batches;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.Target;

/** What a run loads. The caller knows what the rows mean; the engine asks it what it needs. */
public interface LoadSource {
    /** The catalog whose tables are filled, as {@code schemuse migrate} names it. */
    String catalog();

    /** What messages call the input: its path, or what stands for it. */
    String name();

    /** What the ledger calls the input: its name without its folder. */
    String label();

    /** The end of the message that refuses tables which are not empty: why, and what to do. */
    String adviceIfFilled();

    /** The end of the message that refuses to merge where nothing was loaded. */
    String adviceIfEmpty();

    /** The tables, as a connection under the lock sees them. */
    Target target(Handle control);

    /** What the ledger records when a run of a number, from 1, begins. */
    ImportLedger.Beginning beginning(int number);

    /** What was found wrong with the input; all of it is known before a row is sent. */
    List<Finding> findings();

    /**
     * The finished run of the same input, if the target still has what it wrote.
     *
     * @param latest the latest finished run
     * @throws org.schemuse.importer.load.target.ImportRefusedException if somebody removed its rows by hand
     */
    Optional<ImportRun> alreadyLoaded(Target target, Handle control, ImportRun latest);

    /**
     * Makes all rows, in batches that are the same each time.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if the input changed since it was read first
     */
    void stream(Streaming streaming) throws IOException, InterruptedException;

    /** What the rows of a run are made with. */
    interface Streaming {
        /** Where they go. */
        Batches batches();

        /** When the run began, which stands in rows whose date the input does not know. */
        Instant startedAt();

        /** The connection under the lock; where rows are merged, staged tables are in front of the target's. */
        Handle control();

        /** Books the time from here on under a stage. */
        void enter(String stage);

        /**
         * Checks whether the listener has cancelled the run.
         *
         * @throws ImportCancelledException if it has
         */
        void checkCancelled();
    }

    /**
     * What is asked of the control connection before the first row is made, and before finished batches are counted.
     */
    void prepare(Target target, Handle control);

    /** A comparison of the loaded rows with the input, in pieces that any connection may do in any order. */
    Verification verification();

    /** The pieces, and what they found. */
    interface Verification {
        List<Consumer<Handle>> queries();

        /** A line for each difference; empty if the rows are what the input says. To be asked once all queries are done. */
        List<String> differences();
    }

    /**
     * What the ledger keeps of a finished run.
     *
     * @param rows rows written, by table
     */
    Map<String, Object> counts(Map<String, Long> rows);

    /**
     * Refuses to merge into rows that the input cannot be a newer state of.
     *
     * @throws org.schemuse.importer.load.target.ImportRefusedException if so
     */
    void requireNewerOf(ImportRun before);
}
