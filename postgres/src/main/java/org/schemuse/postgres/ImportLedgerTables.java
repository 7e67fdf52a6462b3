package org.schemuse.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The tables in which imports record what they do, as far as a migration needs to know them: whether an import is
 * unfinished, and what it has dropped or disabled for its load.
 */
public final class ImportLedgerTables {
    /** A row for each import: {@code id}, {@code source}, {@code started_at}, {@code state}. */
    public static final String RUNS = "import_runs";

    /** A row for each object that an import dropped or disabled: {@code run_id}, {@code kind}, {@code restored_at}. */
    public static final String DEFERRED_OBJECTS = "import_deferred_objects";

    /** {@code state} of an import that has neither finished nor was undone. */
    public static final String RUNNING = "running";

    /** {@code kind} of the row which says that the schema is closed to other sessions until the import has finished. */
    public static final String CLOSED = "closed";

    /** {@code dialect} of an import whose input is a file of rows for one table. */
    public static final String ROWS = "table";

    /** Bytes of a name (NAMEDATALEN of PostgreSQL, less its end). */
    private static final int LONGEST_NAME = 63;

    private static final String BESIDE = "_imports";

    private ImportLedgerTables() {}

    /**
     * The schema of the ledger for tables whose own schema has none.
     *
     * @param schema of the tables, as the system catalog has it
     * @return a name that PostgreSQL does not cut
     */
    public static String besideOf(String schema) {
        String start = schema;
        while (start.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - BESIDE.length()) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + BESIDE;
    }

    /** The names of the tables. */
    public static Set<String> names() {
        return Set.of(RUNS, DEFERRED_OBJECTS);
    }
}
