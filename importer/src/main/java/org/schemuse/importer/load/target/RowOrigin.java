package org.schemuse.importer.load.target;

import java.util.UUID;

/** How rows that runs wrote are told from those that other sessions wrote. */
public enum RowOrigin {
    /**
     * By the id: a caller that derives its ids makes them version 5 of a UUID (RFC 9562), while rows of other sessions have
     * random ones. It holds across a dump and restore of the database.
     */
    DERIVED_IDS {
        @Override
        public String writtenByOthers(String alias) {
            return "get_byte(uuid_send(" + alias + ".id), 6) >> 4 <> 5";
        }
    },
    /**
     * By the transaction that wrote the row last: each batch records its own in {@code import_batches.transaction_id}. A row
     * that somebody changed since counts as theirs, and so does every row after a restore of the database.
     */
    TRANSACTIONS {
        @Override
        public String writtenByOthers(String alias) {
            return "NOT EXISTS (SELECT FROM import_batches b WHERE " + sameTransaction(alias) + ")";
        }
    };

    /** That a run wrote a row last; a condition on the row of an alias. */
    public static String lastWrittenBy(UUID run, String alias) {
        return "EXISTS (SELECT FROM import_batches b WHERE b.run_id = '" + run + "' AND " + sameTransaction(alias)
                + ")";
    }

    /** The same, or that the undo of a later run gave the row back what it was. */
    public static String lastWrittenByOrRestored(UUID run, String alias) {
        return "EXISTS (SELECT FROM import_batches b JOIN import_runs r ON r.id = b.run_id WHERE (r.id = '" + run
                + "' OR r.state = 'undone') AND " + sameTransaction(alias) + ")";
    }

    private static String sameTransaction(String alias) {
        return "b.transaction_id % 4294967296 = " + alias + ".xmin::text::bigint";
    }

    /** That a row was written by no run; a condition on the row of an alias. */
    public abstract String writtenByOthers(String alias);
}
