package org.schemuse.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.schemuse.cli.report.Streams;
import org.schemuse.cli.report.Terminal;

/**
 * Lets a run end well when the process is told to (Ctrl-C): what asks whether it is interrupted gets the time to take
 * back what it did, and for the rest PostgreSQL takes back what was not committed. The JVM itself then ends with 130, or
 * 143 for a plain kill.
 */
final class Interruption {
    /** Longer than any cleaning up takes, shorter than the patience of whoever stops the machine. */
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean asks;
    private volatile boolean interrupted;

    private Interruption() {}

    /** Does the work, which may ask whether it is interrupted, and returns its exit code. */
    static int watch(ToIntFunction<BooleanSupplier> work) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::happened));
        int code = work.applyAsInt(interruption::asked);
        interruption.done.countDown();
        return code;
    }

    private boolean asked() {
        asks = true;
        return interrupted;
    }

    private void happened() {
        if (done.getCount() == 0) {
            return;
        }
        interrupted = true;
        PrintStream err = Streams.standard().err();
        // Off the line that holds the echo of Ctrl-C, or progress.
        String begin = Terminal.isWatched() ? "\n" : "";
        err.println(begin + "schemuse: Interrupted; ending what is under way. The same command may be run again.");
        try {
            if (asks && !done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                err.println("schemuse: Gave up waiting. What was committed stays, what was not is taken back.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
