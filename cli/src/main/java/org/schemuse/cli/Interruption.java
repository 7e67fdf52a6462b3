package org.schemuse.cli;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.schemuse.cli.report.Streams;
import org.schemuse.cli.report.Terminal;

/**
 * Ends a run in good order after a signal (Ctrl-C). Work that checks for an interruption gets the time to commit what is
 * finished and to report how to continue; PostgreSQL rolls back the rest. A second signal ends the process at once. The JVM
 * then ends with exit code 130, or 143 after a plain kill.
 */
final class Interruption {
    /** Longer than any clean-up takes, and shorter than the time that systems wait before they kill a process. */
    private static final long PATIENCE_SECONDS = 30;

    /** Exit codes of signals begin behind it. */
    private static final int SIGNALLED = 128;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean asks;
    private volatile boolean interrupted;

    private Interruption() {}

    /** Does the work, which can check for an interruption, and returns its exit code. */
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
        err.println(begin + "schemuse: Interrupted; ending what is under way. Ctrl-C again ends it at once.");
        endAtOnceOn("INT", 2);
        endAtOnceOn("TERM", 15);
        try {
            if (asks && !done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                err.println("schemuse: Gave up waiting. What was committed stays, what was not is rolled back; schemuse"
                        + " status shows what is unfinished.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Lets the next signal end the process at once, because the JVM handles a signal only once. The class is looked up by
     * name: every JDK has it and none guarantees it. Without it, the next signal does nothing.
     */
    private static void endAtOnceOn(String name, int number) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object halting = Proxy.newProxyInstance(
                    Interruption.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        Runtime.getRuntime().halt(SIGNALLED + number);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), halting);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // This JVM serves no further signal.
        }
    }
}
