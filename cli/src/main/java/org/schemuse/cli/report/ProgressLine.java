package org.schemuse.cli.report;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A line on standard error that is overwritten as work continues: how much is done, of how much, how fast, and the remaining
 * time. It may be called often and from several threads. It prints nothing unless standard error is a terminal.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long REDRAW_NANOS = 200_000_000L;

    /** In the first moments, rates and remaining times would be guesses. */
    private static final double SETTLED_SECONDS = 1.0;

    private static final int WIDTH = 78;

    private final PrintStream err;
    private final boolean shown;
    private final long startedNanos = System.nanoTime();
    private long drawnNanos = startedNanos - REDRAW_NANOS;
    private boolean dirty;

    /** How many of what is counted were done when the counting began; -1 before. */
    private long firstCount = -1;

    ProgressLine(PrintStream err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /**
     * Says how far the work is.
     *
     * @param doneBytes bytes of the input dealt with
     * @param totalBytes bytes of the whole input; 0 or less if unknown, as from a pipe
     * @param what what is going on, such as {@code loading objects}
     */
    public synchronized void update(long doneBytes, long totalBytes, String what) {
        long now = System.nanoTime();
        if (shown && (now - drawnNanos >= REDRAW_NANOS)) {
            drawnNanos = now;
            draw(line(doneBytes, totalBytes, what, (now - startedNanos) / 1e9));
        }
    }

    /** Says how many of how many things are done, and how long the rest will take. */
    public synchronized void count(long done, long total, String what) {
        long now = System.nanoTime();
        if (firstCount < 0) {
            firstCount = done;
        }
        if (shown && now - drawnNanos >= REDRAW_NANOS) {
            drawnNanos = now;
            draw(countLine(new long[] {firstCount, done, total}, what, (now - startedNanos) / 1e9));
        }
    }

    /** Says what is going on where nothing can be measured in bytes. */
    public synchronized void say(String what) {
        long now = System.nanoTime();
        if (shown && now - drawnNanos >= REDRAW_NANOS) {
            drawnNanos = now;
            draw(what);
        }
    }

    /** Wipes the line away, so that what follows starts on a clean one. */
    @Override
    public synchronized void close() {
        if (dirty) {
            draw("");
            err.print('\r');
            err.flush();
            dirty = false;
        }
    }

    static String line(long done, long total, String what, double seconds) {
        StringBuilder line = new StringBuilder(what);
        if (total > 0) {
            line.append(String.format(Locale.ROOT, "  %3d%%", Math.min(100, done * 100 / total)));
        }
        line.append("  ").append(size(done));
        if (total > 0) {
            line.append(" of ").append(size(total));
        }
        if (seconds >= SETTLED_SECONDS && done > 0) {
            double rate = done / seconds;
            line.append("  ").append(size((long) rate)).append("/s");
            if (total > done) {
                line.append("  ").append(time((total - done) / rate)).append(" left");
            }
        }
        return line.toString();
    }

    /** {@code counts} are those done before, done by now, and all. */
    static String countLine(long[] counts, String what, double seconds) {
        String line = String.format(Locale.ROOT, "%s, %,d of %,d", what, counts[1], counts[2]);
        long sinceStart = counts[1] - counts[0];
        return seconds < SETTLED_SECONDS || sinceStart <= 0 || counts[1] >= counts[2]
                ? line
                : line + "  " + time((counts[2] - counts[1]) * seconds / sinceStart) + " left";
    }

    private void draw(String line) {
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        err.print('\r' + cut + " ".repeat(WIDTH - cut.length()));
        err.flush();
        dirty = true;
    }

    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return bytes / 1000 + " kB";
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
