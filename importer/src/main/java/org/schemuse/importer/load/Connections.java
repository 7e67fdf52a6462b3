package org.schemuse.importer.load;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** How many connections work at the same time, and what to do when one of them fails. */
final class Connections {
    /** The server works while the client encodes; more than two bring little, and nothing on two processors. */
    static final int AT_ONCE = 2;

    private Connections() {}

    /** Does all the work, in this order, each piece on the first connection that is free; throws what a piece threw. */
    static void run(WorldSchema schema, List<Consumer<Handle>> work) throws InterruptedException {
        Queue<Consumer<Handle>> waiting = new ConcurrentLinkedQueue<>(work);
        Callable<Void> worker = () -> {
            try (Handle handle = schema.openWorker()) {
                prepare(handle);
                for (Consumer<Handle> next = waiting.poll(); next != null; next = waiting.poll()) {
                    next.accept(handle);
                }
                return null;
            } finally {
                waiting.clear();
            }
        };
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Void> connection : executor.invokeAll(Collections.nCopies(AT_ONCE, worker))) {
                connection.get();
            }
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private static void prepare(Handle handle) {
        // What is done is recorded in the same transaction, and the end of the run is committed for good.
        handle.execute("SET synchronous_commit TO off");
        // Whole tables are joined here, each once: they fit, and compiling such a query takes longer than it saves.
        handle.execute("SET work_mem TO '64MB'");
        handle.execute("SET jit TO off");
    }

    static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof SQLException refusal) {
            return ImportRefused.by(refusal);
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }
}
