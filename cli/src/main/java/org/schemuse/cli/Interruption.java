package org.schemuse.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.schemuse.cli.report.Streams;
import org.schemuse.cli.report.Terminal;

/**
 * Says a last word when the process is told to end (Ctrl-C) before its work is done. The JVM itself then ends with 130,
 * or 143 for a plain kill, and PostgreSQL takes back what was not committed.
 */
final class Interruption {
    private Interruption() {}

    /** Does the work and returns its exit code. */
    static int watch(IntSupplier work) {
        AtomicBoolean done = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!done.get()) {
                // Off the line that holds the echo of Ctrl-C, or progress.
                String begin = Terminal.isWatched() ? "\n" : "";
                Streams.standard()
                        .err()
                        .println(begin + "schemuse: Interrupted. What was committed stays; the same command"
                                + " may be run again.");
            }
        }));
        int code = work.getAsInt();
        done.set(true);
        return code;
    }
}
