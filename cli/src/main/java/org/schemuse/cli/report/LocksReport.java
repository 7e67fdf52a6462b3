package org.schemuse.cli.report;

import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.changelog.lock.RunLock;

/**
 * The runs that hold a lock on a schema or wait for one.
 *
 * @param locks as they were found
 * @param released processes that were ended
 */
public record LocksReport(List<RunLock> locks, List<Integer> released) {

    /** For people. */
    public String text() {
        if (locks.isEmpty()) {
            return "No run holds a lock or waits for one.";
        }
        return locks.stream()
                .map(lock -> line(lock)
                        + (released.contains(lock.pid()) ? "\n  ended, its lock is free" : "")
                        + (lock.query() == null || lock.query().isBlank()
                                ? ""
                                : "\n  " + lock.query().strip().replaceAll("\\s+", " ")))
                .collect(Collectors.joining("\n"));
    }

    /** Asks whether these are to be ended. */
    public static String question(List<RunLock> held, String where) {
        return held.stream().map(LocksReport::line).collect(Collectors.joining("\n")) + "\nEnd "
                + (held.size() == 1 ? "this session" : "these " + held.size() + " sessions") + " in " + where + "?";
    }

    private static String line(RunLock lock) {
        return (lock.schema() == null ? "a schema that is about to be made" : lock.schema())
                + (lock.holds() ? ": held by " : ": waited for by ")
                + lock.session()
                + kind(lock)
                + (lock.state() == null ? "" : ", " + lock.state());
    }

    private static String kind(RunLock lock) {
        return switch (lock.kind()) {
            case MIGRATION -> "";
            case IMPORT -> ", " + lock.application();
            case IMPORT_WORKER -> ", a further connection of " + lock.application();
        };
    }
}
