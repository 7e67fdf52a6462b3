package org.schemuse.importer.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures the stages of a command. Every instant belongs to the stage that was entered last, so the stages add up to the
 * whole time. Several threads may enter stages.
 */
public final class StageClock {
    private static final double NANOS_A_SECOND = 1e9;

    private final LongSupplier nanos;
    private final Map<String, Long> spent = new LinkedHashMap<>();
    private String stage;
    private long since;

    private StageClock(String first, LongSupplier nanos, long since) {
        this.nanos = nanos;
        this.stage = first;
        this.since = since;
    }

    /** Starts in a stage; {@code nanos} is {@link System#nanoTime}, or a substitute in a test. */
    public static StageClock starting(String first, LongSupplier nanos) {
        return new StageClock(first, nanos, nanos.getAsLong());
    }

    /** Starts in stage {@code start}, which began when this JVM did. */
    public static StageClock ofProcess() {
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        return new StageClock("start", System::nanoTime, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(uptime));
    }

    /** Ends the current stage and begins another, or continues one that was left before. */
    public synchronized void enter(String next) {
        book(nanos.getAsLong());
        stage = next;
    }

    private void book(long now) {
        spent.merge(stage, now - since, Long::sum);
        since = now;
    }

    /** The time of each stage until now, in the order in which the stages were first entered. The clock continues. */
    public synchronized Map<String, Duration> stages() {
        book(nanos.getAsLong());
        Map<String, Duration> stages = new LinkedHashMap<>();
        spent.forEach((name, time) -> stages.put(name, Duration.ofNanos(time)));
        return stages;
    }

    /** The same as {@link #stages}, in seconds, as {@code import_runs.timings} stores them. */
    public Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        stages().forEach((name, time) -> seconds.put(name, time.toNanos() / NANOS_A_SECOND));
        return seconds;
    }

    /** The time of all stages together. */
    public static Duration sum(Map<String, Duration> stages) {
        return stages.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
