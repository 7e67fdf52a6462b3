package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** As the ledger keeps it. */
    Map<String, Object> recorded(String table) {
        Map<String, Object> recorded = new LinkedHashMap<>();
        recorded.put("objects", read);
        recorded.put("rows", counts.inserted() + counts.updated());
        recorded.put("tables", Map.of(table, counts.inserted()));
        recorded.put("inserted", counts.inserted());
        recorded.put("updated", counts.updated());
        recorded.put("unchanged", counts.unchanged());
        recorded.put("skipped", counts.skipped());
        recorded.put("vanished", counts.vanished().rowCount());
        recorded.put("rejected", rejected());
        recorded.put("findings", faults);
        recorded.put("way", way);
        return recorded;
    }
}
