package org.schemuse.importer.load;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.load.copy.Batches;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;

/**
 * What the steps of a run share.
 *
 * @param during the command, for messages
 * @param control the connection that holds the lock
 * @param history the runs before this one
 */
public record RunContext(During during, Handle control, RunHistory history, StageClock clock, ImportListener listener) {
    /** The number of a new run; a number is never given twice, and the latest run is always among those listed. */
    public int nextNumber() {
        return 1 + runs().stream().mapToInt(ImportRun::number).max().orElse(0);
    }

    /** The runs before this one, the latest first. */
    public List<ImportRun> runs() {
        return history.runs();
    }

    /**
     * Checks whether the run is to end.
     *
     * @throws ImportCancelledException if the listener says so
     */
    public void checkCancelled() {
        if (listener.cancelled()) {
            throw new ImportCancelledException("stopped");
        }
    }

    /** A failure of the database in the words of this command. */
    public RuntimeException translated(JdbiException e) {
        return ImportRefusedException.by(e, during);
    }

    /** What a source makes its rows with. */
    LoadSource.Streaming streaming(Batches batches, Instant startedAt) {
        return new LoadSource.Streaming() {
            @Override
            public Batches batches() {
                return batches;
            }

            @Override
            public Instant startedAt() {
                return startedAt;
            }

            @Override
            public Handle control() {
                return control;
            }

            @Override
            public void enter(String stage) {
                clock.enter(stage);
            }

            @Override
            public void checkCancelled() {
                RunContext.this.checkCancelled();
            }
        };
    }
}
