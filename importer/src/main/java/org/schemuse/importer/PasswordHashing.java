package org.schemuse.importer;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that hash passwords: one beside a load, all processors once nothing else is left to do. */
final class PasswordHashing implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    PasswordHashing(ImportRequest.PasswordMode mode) {
        threads = mode == ImportRequest.PasswordMode.LOCK
                ? null
                : new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /** Where to hash, or {@code null} if nothing is to be hashed. */
    Executor executor() {
        return threads;
    }

    /** The rest of the load is done: hash with everything there is. */
    void hurry() {
        if (threads != null) {
            threads.setMaximumPoolSize(atOnce());
            threads.setCorePoolSize(atOnce());
        }
    }

    /** How many passwords are hashed by now. */
    long done() {
        return threads == null ? 0 : threads.getCompletedTaskCount();
    }

    /** How many passwords are to be hashed, those that are hashed included. */
    long all() {
        return threads == null ? 0 : threads.getTaskCount();
    }

    private static int atOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
