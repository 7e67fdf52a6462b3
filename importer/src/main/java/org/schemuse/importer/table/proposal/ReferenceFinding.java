package org.schemuse.importer.table.proposal;

import java.util.List;

/**
 * What texts of a field refer to.
 *
 * @param key table and column of the natural key that has them; empty if the foreign key itself has them, or nothing
 * @param doubts what was not found
 * @param misfits how many different texts were not found
 */
record ReferenceFinding(String key, List<String> doubts, long misfits) {
    /** Nothing was looked for, or the foreign key has them. */
    static final ReferenceFinding NONE = new ReferenceFinding("", List.of(), 0);

    boolean isNatural() {
        return !key.isEmpty();
    }
}
