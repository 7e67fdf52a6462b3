package org.schemuse.importer.load.copy;

import java.util.EnumMap;
import java.util.Map;
import org.schemuse.importer.mud.row.WorldTable;

/** Rows of all tables that go into the database together, in one transaction. Its memory is used again and again. */
public final class Batch {
    private static final int FIRST_CAPACITY = 1 << 14;

    /** Of objects with very large values fewer go into a batch. */
    private static final long MOST_BYTES = 8L << 20;

    private static final WorldTable[] TABLES = WorldTable.values();

    private final CopyRows[] rows = new CopyRows[TABLES.length];
    private final CopyRows findings = new CopyRows(0);
    private int number;
    private int firstFinding;
    private long firstRecord;
    private long lastRecord;

    /** Empties the batch for the records from {@code firstRecord} on, counted from 0 in the order of the dump. */
    public Batch begin(int newNumber, long newFirstRecord) {
        number = newNumber;
        firstRecord = newFirstRecord;
        lastRecord = newFirstRecord - 1;
        for (CopyRows table : rows) {
            if (table != null) {
                table.reset();
            }
        }
        findings.reset();
        return this;
    }

    /** The rows of a table, to add to. */
    public CopyRows rows(WorldTable table) {
        int place = place(table);
        if (rows[place] == null) {
            rows[place] = new CopyRows(FIRST_CAPACITY);
        }
        return rows[place];
    }

    /** The rows of findings, to add to; {@code next} is the number of the next one. */
    CopyRows findings(int next) {
        if (findings.rows() == 0) {
            firstFinding = next;
        }
        return findings;
    }

    /** Findings of the run that travel with the batch, in one piece from {@link #firstFinding()} on. */
    public CopyRows findings() {
        return findings;
    }

    public int firstFinding() {
        return firstFinding;
    }

    public void recordDone() {
        lastRecord++;
    }

    public int number() {
        return number;
    }

    public long firstRecord() {
        return firstRecord;
    }

    public long lastRecord() {
        return lastRecord;
    }

    public long records() {
        return lastRecord - firstRecord + 1;
    }

    /** Whether it holds so many records, or so many bytes that more should go into the next. */
    public boolean holds(int records) {
        return records() >= records || bytes() >= MOST_BYTES;
    }

    /** The tables that have rows, with their rows, in the order of {@link WorldTable}. */
    public Map<WorldTable, CopyRows> filled() {
        Map<WorldTable, CopyRows> filled = new EnumMap<>(WorldTable.class);
        for (WorldTable table : TABLES) {
            CopyRows filling = rows[place(table)];
            if (filling != null && filling.rows() > 0) {
                filled.put(table, filling);
            }
        }
        return filled;
    }

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
        return findings.rows() == 0 && rowCount() == 0;
    }

    /** Rows of the world. */
    public long rowCount() {
        long count = 0;
        for (CopyRows table : rows) {
            count += table == null ? 0 : table.rows();
        }
        return count;
    }

    public long bytes() {
        long bytes = 0;
        for (CopyRows table : rows) {
            bytes += table == null ? 0 : table.size();
        }
        return bytes;
    }

    // Asked for every row.
    @SuppressWarnings("EnumOrdinal")
    private static int place(WorldTable table) {
        return table.ordinal();
    }
}
