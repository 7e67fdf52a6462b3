package org.schemuse.importer.row;

import java.util.EnumMap;
import java.util.Map;

/** Rows of all tables that go into the database together, in one transaction. Its memory is used again and again. */
public final class Batch {
    private static final int FIRST_CAPACITY = 1 << 14;

    private final Map<Table, CopyBatch> tables = new EnumMap<>(Table.class);
    private int number;
    private long firstRecord;
    private long lastRecord;

    /** Empties the batch for the records from {@code firstRecord} on, counted from 0 in the order of the dump. */
    public Batch begin(int newNumber, long newFirstRecord) {
        number = newNumber;
        firstRecord = newFirstRecord;
        lastRecord = newFirstRecord - 1;
        tables.values().forEach(CopyBatch::reset);
        return this;
    }

    /** The rows of a table, to add to. */
    CopyBatch rows(Table table) {
        return tables.computeIfAbsent(table, t -> new CopyBatch(FIRST_CAPACITY));
    }

    void recordDone() {
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

    /** The tables that have rows, with their rows, in the order of {@link Table}. */
    public Map<Table, CopyBatch> filled() {
        Map<Table, CopyBatch> filled = new EnumMap<>(Table.class);
        tables.forEach((table, rows) -> {
            if (rows.rows() > 0) {
                filled.put(table, rows);
            }
        });
        return filled;
    }

    public long rowCount() {
        return tables.values().stream().mapToLong(CopyBatch::rows).sum();
    }

    public long bytes() {
        return tables.values().stream().mapToLong(CopyBatch::size).sum();
    }
}
