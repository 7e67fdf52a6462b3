package org.schemuse.importer.load.copy;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of all tables that go into the database together, in one transaction. Its memory is used again and again. */
public final class Batch {
    private static final int FIRST_CAPACITY = 1 << 14;

    /** Of objects with very large values fewer go into a batch. */
    private static final long MOST_BYTES = 8L << 20;

    private final CopyRows[] rows;
    private final CopyRows findings = new CopyRows(0);
    private int number;
    private int firstFinding;
    private long firstRecord;
    private long lastRecord;

    /** A batch for so many tables. */
    public Batch(int tableCount) {
        rows = new CopyRows[tableCount];
    }

    /** Empties the batch for the records from {@code firstRecord} on, counted from 0 in the order of the input. */
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

    /** The rows of a table, to add to, by its {@linkplain org.schemuse.importer.load.target.TargetTable#place() place}. */
    public CopyRows rows(int table) {
        if (rows[table] == null) {
            rows[table] = new CopyRows(FIRST_CAPACITY);
        }
        return rows[table];
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

    /** The number of the first finding that travels with the batch. */
    public int firstFinding() {
        return firstFinding;
    }

    /** Counts one more record of the input as belonging to the batch. */
    public void recordDone() {
        lastRecord++;
    }

    /** Place among the batches of the run, from 0. */
    public int number() {
        return number;
    }

    /** The first record in the batch, counted from 0 in the order of the input. */
    public long firstRecord() {
        return firstRecord;
    }

    /** The last record in the batch; before the first one while it is empty. */
    public long lastRecord() {
        return lastRecord;
    }

    /** How many records it holds. */
    public long records() {
        return lastRecord - firstRecord + 1;
    }

    /** Whether it holds so many records, or so many bytes that more should go into the next. */
    public boolean holds(int records) {
        return records() >= records || bytes() >= MOST_BYTES;
    }

    /** The rows of those tables that have any, by the table's place, in that order. */
    public Map<Integer, CopyRows> filled() {
        Map<Integer, CopyRows> filled = new LinkedHashMap<>();
        for (int table = 0; table < rows.length; table++) {
            if (rows[table] != null && rows[table].rows() > 0) {
                filled.put(table, rows[table]);
            }
        }
        return filled;
    }

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
        return findings.rows() == 0 && rowCount() == 0;
    }

    /** Rows of all tables. */
    public long rowCount() {
        long count = 0;
        for (CopyRows table : rows) {
            count += table == null ? 0 : table.rows();
        }
        return count;
    }

    /** How many bytes its rows take, encoded. */
    public long bytes() {
        long bytes = 0;
        for (CopyRows table : rows) {
            bytes += table == null ? 0 : table.size();
        }
        return bytes;
    }
}
