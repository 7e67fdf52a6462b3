package org.schemuse.importer.load.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.importer.load.target.TargetTables;
import org.schemuse.importer.load.target.WorkerConnections;

/**
 * Sends batches over {@value WorkerConnections#AT_ONCE} connections, each batch in one transaction with its checkpoint. Batches
 * go round: the sender gives out empty ones and takes back full ones, so there are never more than
 * {@value #BATCHES} in memory. The first failure stops everything and comes out of the next call.
 */
public final class BatchSender implements AutoCloseable {
    /** One being filled, one waiting, one a connection. */
    private static final int BATCHES = WorkerConnections.AT_ONCE + 2;

    private static final long PATIENCE_SECONDS = 1;

    /** How long a sender may take for its last batches before its connection is cut. */
    private static final long SECONDS_TO_END = 5;

    private final Target target;
    private final UUID run;
    private final Consumer<Handle> enter;
    private final Set<Integer> finished;
    private final Runnable check;
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES);
    private final List<Thread> senders = new ArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    /** By the place of the table. */
    private final long[] rows;

    private volatile boolean complete;

    /**
     * Loads for a run.
     *
     * @param finished the batches of it that are in the database already
     * @param enter lets a connection write into the tables, which are closed to others
     * @param check asked while a batch is waited for; what it throws comes out there
     */
    public BatchSender(Target target, UUID run, Set<Integer> finished, Consumer<Handle> enter, Runnable check) {
        this.target = target;
        this.run = run;
        this.rows = new long[target.tables().size()];
        this.enter = enter;
        this.finished = finished;
        this.check = check;
        for (int i = 0; i < BATCHES; i++) {
            empty.add(new Batch(target.tables().size()));
        }
        for (int i = 0; i < WorkerConnections.AT_ONCE; i++) {
            Thread sender = new Thread(this::send, "copy-" + i);
            sender.setDaemon(true);
            sender.start();
            senders.add(sender);
        }
    }

    /** An empty batch, as soon as there is one. */
    public Batch take() throws InterruptedException {
        while (true) {
            throwFailure();
            check.run();
            Batch batch = empty.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (batch != null) {
                return batch;
            }
        }
    }

    /** Gives a full batch to be sent, unless it is in the database already. */
    public void submit(Batch batch) throws InterruptedException {
        throwFailure();
        if (finished.contains(batch.number())) {
            count(batch);
            empty.put(batch);
        } else {
            full.put(batch);
        }
    }

    /** Waits until everything is committed, and tells how many rows went into each table. */
    public Map<String, Long> finish() throws InterruptedException {
        complete = true;
        for (Thread sender : senders) {
            sender.join();
        }
        throwFailure();
        Map<String, Long> byTable = new LinkedHashMap<>();
        for (TargetTable table : target.tables()) {
            if (rows[table.place()] > 0) {
                byTable.put(table.name(), rows[table.place()]);
            }
        }
        return byTable;
    }

    private void throwFailure() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw WorkerConnections.unwrapped(cause);
        }
    }

    private void send() {
        try (Handle handle = target.schema().openWorker()) {
            connections.add(handle.getConnection());
            enter.accept(handle);
            // The checkpoint is in the same transaction: a crash of the server loses both or none.
            handle.execute("SET synchronous_commit TO off");
            while (failure.get() == null) {
                Batch batch = full.poll(10, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    handle.useTransaction(transaction -> send(transaction, batch));
                    count(batch);
                    empty.put(batch);
                } else if (complete && full.isEmpty()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(Handle handle, Batch batch) throws SQLException {
        if (!claim(handle, batch)) {
            return;
        }
        CopyManager copies = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
        copy(copies, target.tables(), batch);
        if (batch.findings().rows() > 0) {
            sendFindings(handle, copies, batch);
        }
    }

    /** In place of what a run may have left behind whose checkpoint is gone. */
    private void sendFindings(Handle handle, CopyManager copies, Batch batch) throws SQLException {
        handle.createUpdate("DELETE FROM import_findings WHERE run_id = :run AND number >= :from AND number < :to")
                .bind("run", run)
                .bind("from", batch.firstFinding())
                .bind("to", batch.firstFinding() + batch.findings().rows())
                .execute();
        copyFindings(copies, batch);
    }

    /** Sends the findings of a batch over one connection. */
    public static void copyFindings(CopyManager copies, Batch batch) throws SQLException {
        batch.findings().end();
        copy(copies, FindingRows.COPY_STATEMENT, batch.findings());
    }

    /**
     * Writes the checkpoint first: a batch that a killed import was still committing is waited for, and is then there.
     *
     * @return false if the batch is in the database
     */
    private boolean claim(Handle handle, Batch batch) {
        return handle.createUpdate("""
                        INSERT INTO import_batches (run_id, number, first_record, last_record, row_count, transaction_id)
                        VALUES (:run, :number, :first, :last, :rows, pg_current_xact_id()::text::bigint)
                        ON CONFLICT DO NOTHING
                        """)
                        .bind("run", run)
                        .bind("number", batch.number())
                        .bind("first", batch.firstRecord())
                        .bind("last", batch.lastRecord())
                        .bind("rows", batch.rowCount())
                        .execute()
                == 1;
    }

    /** Sends the rows of all tables over one connection. */
    public static void copy(CopyManager copies, TargetTables tables, Batch batch) throws SQLException {
        for (Map.Entry<Integer, CopyRows> filled : batch.filled().entrySet()) {
            filled.getValue().end();
            copy(copies, tables.at(filled.getKey()).copyStatement(), filled.getValue());
        }
    }

    private static void copy(CopyManager copies, String statement, CopyRows rows) throws SQLException {
        CopyIn copy = copies.copyIn(statement);
        try {
            copy.writeToCopy(rows.bytes(), 0, rows.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private synchronized void count(Batch batch) {
        batch.filled().forEach((table, copied) -> rows[table] += copied.rows());
    }

    /** Sends the batches that were submitted, unless something failed or it takes too long, and ends the connections. */
    @Override
    public void close() {
        complete = true;
        try {
            for (Thread sender : senders) {
                sender.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
                if (sender.isAlive()) {
                    connections.forEach(WorkerConnections::abort);
                }
            }
        } catch (InterruptedException e) {
            connections.forEach(WorkerConnections::abort);
            Thread.currentThread().interrupt();
        }
    }
}
