package org.schemuse.cli.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schemuse.changelog.lock.LedgerLock;
import org.schemuse.changelog.lock.RunLock;

/**
 * The runs that hold a lock on a schema or wait for one, and the ledgers that are locked as Liquibase locks them.
 *
 * @param locks as they were found
 * @param ledgers as they were found
 * @param released processes that were ended
 * @param freed those ledgers' locks that were freed
 */
public record LocksReport(
        List<RunLock> locks, List<LedgerLock> ledgers, List<Integer> released, List<LedgerLock> freed) {

    /** As found, before anything is released. */
    public LocksReport(List<RunLock> locks, List<LedgerLock> ledgers) {
        this(locks, ledgers, List.of(), List.of());
    }

    /** The sessions that hold a lock. */
    public List<RunLock> held() {
        return locks.stream().filter(RunLock::holds).toList();
    }

    /** The ledgers whose lock may be left by a process that has ended. */
    public List<LedgerLock> left() {
        return ledgers.stream().filter(LedgerLock::mayBeLeft).toList();
    }

    /** As text. */
    public String text() {
        if (locks.isEmpty() && ledgers.isEmpty()) {
            return "No run holds a lock or waits for one.";
        }
        Stream<String> runs = locks.stream()
                .map(lock -> line(lock)
                        + (released.contains(lock.pid()) ? "\n  ended, its lock is free" : "")
                        + (lock.query() == null || lock.query().isBlank()
                                ? ""
                                : "\n  " + lock.query().strip().replaceAll("\\s+", " ")));
        Stream<String> rows =
                ledgers.stream().map(lock -> line(lock) + (freed.contains(lock) ? "\n  freed" : advice(lock)));
        return Stream.concat(runs, rows).collect(Collectors.joining("\n"));
    }

    /** Asks whether the sessions are to be ended and the ledgers' locks freed. */
    public String question(String where) {
        List<RunLock> sessions = held();
        List<LedgerLock> rows = left();
        String end = sessions.isEmpty()
                ? ""
                : "End " + (sessions.size() == 1 ? "this session" : "these " + sessions.size() + " sessions");
        String free = rows.isEmpty()
                ? ""
                : (end.isEmpty() ? "Free " : " and free ")
                        + (rows.size() == 1 ? "the lock of this ledger" : "the locks of these ledgers");
        return Stream.concat(
                                sessions.stream().map(LocksReport::line),
                                rows.stream().map(LocksReport::line))
                        .collect(Collectors.joining("\n"))
                + "\n" + end + free + " in " + where + "?";
    }

    private static String line(LedgerLock lock) {
        return lock.schema() + "." + lock.table() + ": held by " + lock.lockedBy() + ", since " + lock.lockGranted();
    }

    private static String advice(LedgerLock lock) {
        if (Boolean.TRUE.equals(lock.running())) {
            return "";
        }
        return lock.running() == null
                ? "\n  Liquibase's lock: if that process was killed, free it with schemuse locks --release"
                : "\n  its session has ended: the next run of Schemuse takes it; for Liquibase, free it with schemuse"
                        + " locks --release";
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
