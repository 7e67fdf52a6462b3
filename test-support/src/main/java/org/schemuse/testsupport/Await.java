package org.schemuse.testsupport;

import java.util.concurrent.TimeUnit;

/** Waits for what other processes and sessions bring about. */
public final class Await {
    /** Longer than any of it takes on a busy machine; nothing is measured. */
    public static final long PATIENCE_SECONDS = 240;

    private static final long PAUSE_MILLISECONDS = 20;

    private Await() {}

    /** What is asked again and again; what it throws ends the waiting. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Returns when the condition holds.
     *
     * @param what says it, for the failure
     * @throws AssertionError when it does not come about within {@link #PATIENCE_SECONDS}
     */
    public static void until(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it never came about: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        }
    }
}
