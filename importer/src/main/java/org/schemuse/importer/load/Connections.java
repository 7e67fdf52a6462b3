package org.schemuse.importer.load;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many connections work at the same time, and what to do when one of them fails. */
final class Connections {
    /** The server works while the client encodes; more than two bring little, and nothing on two processors. */
    static final int AT_ONCE = 2;

    private Connections() {}

    /** Runs all tasks, each on a connection of its own, and throws what the first of them threw. */
    static void run(List<Callable<Void>> tasks) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } finally {
            executor.shutdownNow();
        }
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
