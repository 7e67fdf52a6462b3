package org.schemuse.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Durations in milliseconds. */
final class Timings {
    private static final int WARM_UP = 20;
    private static final int TURNS = 1000;
    private static final long LONGEST_NANOS = 3_000_000_000L;

    private final List<Double> milliseconds = new ArrayList<>();

    interface Turn {
        void take(int number) throws java.sql.SQLException;
    }

    void add(double duration) {
        milliseconds.add(duration);
    }

    void addAll(Timings others) {
        milliseconds.addAll(others.milliseconds);
    }

    int size() {
        return milliseconds.size();
    }

    /** The duration that so many of a hundred do not exceed; the first turns, which warm up, are among the slow ones. */
    double percentile(int percent) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    /** A thousand turns, or as many as three seconds allow but twenty at least. */
    static void repeat(Turn turn) throws java.sql.SQLException {
        long start = System.nanoTime();
        for (int i = 0; i < TURNS && (i < WARM_UP || System.nanoTime() - start < LONGEST_NANOS); i++) {
            turn.take(i);
        }
    }
}
