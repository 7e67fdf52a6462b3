package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the rows of a run, as it goes on. */
final class TableOutcome {
    private long read;
    private RowTally counts = RowTally.NONE;
    private Map<String, Long> faults = Map.of();
    private String way = "";
    private final List<String> notes = new ArrayList<>();

    /** Counts as skipped what a trigger of the table left out. */
    void leftOutByTriggers() {
        long missing = read - rejected() - counts.total();
        if (missing > 0) {
            counts = counts.plus(new RowTally(0, 0, 0, missing));
            note(missing + " rows were left out by a trigger of the table; they are counted as skipped");
        }
    }

    /** Forgets what was written, and taken back. */
    void nothingWritten() {
        counts = RowTally.NONE;
    }

    /** Counts the rows of the file. */
    void read(long rows) {
        read = rows;
    }

    /** Adds what was written, or would be; two connections may do so at once. */
    synchronized void add(RowTally more) {
        counts = counts.plus(more);
    }

    /** How many rows were rejected, by fault. */
    void rejected(Map<String, Long> byFault) {
        faults = byFault;
    }

    /** How the rows came into the table, and why so. */
    void way(String how) {
        way = how;
    }

    /** A line for the report. */
    void note(String line) {
        notes.add(line);
    }

    long read() {
        return read;
    }

    RowTally counts() {
        return counts;
    }

    long rejected() {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> faults() {
        return faults;
    }

    String way() {
        return way;
    }

    List<String> notes() {
        return notes;
    }

    /**
     * Compares the rows read with what became of them.
     *
     * @throws IllegalStateException if a row is missing or counted twice, which is a bug
     */
    void requireEveryRow() {
        if (counts.total() + rejected() != read) {
            throw new IllegalStateException(
                    "of " + read + " rows " + rejected() + " are rejected, and of the others this is" + " known: "
                            + counts + "; this is a bug, please report it");
        }
    }

    /** As the ledger keeps the outcomes of a run, by table. */
    static Map<String, Object> recorded(Map<String, TableOutcome> outcomes) {
        Map<String, Long> tables = new LinkedHashMap<>();
        Map<String, Long> findings = new TreeMap<>();
        Map<String, String> ways = new LinkedHashMap<>();
        TableOutcome all = new TableOutcome();
        outcomes.forEach((table, outcome) -> {
            tables.put(table, outcome.counts.inserted());
            outcome.faults.forEach((fault, rows) -> findings.merge(fault, rows, Long::sum));
            ways.put(table, outcome.way);
            all.read += outcome.read;
            all.counts = all.counts.plus(outcome.counts);
        });
        Map<String, Object> recorded = new LinkedHashMap<>();
        recorded.put("objects", all.read);
        recorded.put("rows", all.counts.inserted() + all.counts.updated());
        recorded.put("tables", tables);
        recorded.put("inserted", all.counts.inserted());
        recorded.put("updated", all.counts.updated());
        recorded.put("unchanged", all.counts.unchanged());
        recorded.put("skipped", all.counts.skipped());
        recorded.put("vanished", all.counts.vanished().rowCount());
        recorded.put(
                "rejected",
                findings.values().stream().mapToLong(Long::longValue).sum());
        recorded.put("findings", findings);
        recorded.put("way", ways.size() == 1 ? ways.values().iterator().next() : ways);
        return recorded;
    }
}
