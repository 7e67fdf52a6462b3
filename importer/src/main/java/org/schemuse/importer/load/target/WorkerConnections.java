package org.schemuse.importer.load.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** How many connections work at the same time, and what to do when one of them fails. */
public final class WorkerConnections {
    /** The server works while the client encodes; more than two bring little, and nothing on two processors. */
    public static final int AT_ONCE = 2;

    private static final long CHECK_MILLIS = 100;

    private WorkerConnections() {}

    /**
     * Does all the work, in this order, each piece on the first connection that is free; throws what a piece threw.
     *
     * @param check asked several times a second; what it throws ends the connections in the middle of their work
     */
    public static void run(TargetSchema schema, List<Consumer<Handle>> work, Runnable check)
            throws InterruptedException {
        Queue<Consumer<Handle>> waiting = new ConcurrentLinkedQueue<>(work);
        Set<Connection> busy = ConcurrentHashMap.newKeySet();
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        boolean stopped = true;
        try {
            List<Future<Void>> workers = Stream.generate(() -> executor.submit(worker(schema, waiting, busy)))
                    .limit(AT_ONCE)
                    .toList();
            for (Future<Void> worker : workers) {
                await(worker, check);
            }
            stopped = false;
        } catch (ExecutionException e) {
            stopped = false;
            throw unwrapped(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            waiting.clear();
            if (stopped) {
                busy.forEach(WorkerConnections::abort);
            }
            executor.shutdown();
            executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    /** The server notices that and rolls back; see {@link TargetSchema#open}. */
    public static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is closed already.
        }
    }

    private static Callable<Void> worker(TargetSchema schema, Queue<Consumer<Handle>> waiting, Set<Connection> busy) {
        return () -> {
            try (Handle handle = schema.openWorker()) {
                busy.add(handle.getConnection());
                prepare(handle);
                for (Consumer<Handle> next = waiting.poll(); next != null; next = waiting.poll()) {
                    next.accept(handle);
                }
                busy.remove(handle.getConnection());
                return null;
            } finally {
                waiting.clear();
            }
        };
    }

    private static void await(Future<Void> worker, Runnable check) throws InterruptedException, ExecutionException {
        while (true) {
            check.run();
            try {
                worker.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                // Not done yet: check again.
            }
        }
    }

    private static void prepare(Handle handle) {
        // What is done is recorded in the same transaction, and the end of the run is committed for good.
        handle.execute("SET synchronous_commit TO off");
        // Whole tables are joined here, each once: they fit, and compiling such a query takes longer than it saves.
        handle.execute("SET work_mem TO '64MB'");
        handle.execute("SET jit TO off");
    }

    /** What to throw of what ended a worker; an {@link Error} is thrown here. */
    public static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof SQLException refusal) {
            return ImportRefusedException.by(refusal);
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }
}
