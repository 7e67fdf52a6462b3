package org.schemuse.importer.load.target;

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
            return "NOT EXISTS (SELECT FROM import_batches b WHERE b.transaction_id % 4294967296 = " + alias
                    + ".xmin::text::bigint)";
        }
    };

    /** That a row was written by no run; a condition on the row of an alias. */
    public abstract String writtenByOthers(String alias);
}
