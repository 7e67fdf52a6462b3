package org.schemuse.importer;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that hash passwords: one during the load, and one per processor after it. */
final class PasswordHashing implements AutoCloseable {
    private final @Nullable ThreadPoolExecutor threads;

    PasswordHashing(ImportRequest.@Nullable PasswordMode mode) {
        threads = mode == ImportRequest.PasswordMode.LOCK
                ? null
                : new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /** The executor of the hashes, or {@code null} if nothing is to be hashed. */
    @Nullable
    Executor executor() {
        return threads;
    }

    /** Uses all processors, because the rest of the load is done. */
    void hurry() {
        if (threads != null) {
            threads.setMaximumPoolSize(atOnce());
            threads.setCorePoolSize(atOnce());
        }
    }

    /** How many passwords were hashed until now. */
    long done() {
        return threads == null ? 0 : threads.getCompletedTaskCount();
    }

    /** How many passwords there are to hash, including those that are done. */
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
