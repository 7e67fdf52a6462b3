package org.schemuse.importer.table;

import java.util.UUID;

/**
 * One file of a run, which names the tables that the run has for it beside the ledger.
 *
 * @param number among the files of the run, from 0
 */
record RunPart(UUID run, int number) {
    /** What follows the ids of runs in the names of such tables, as a regular expression. */
    static final String NUMBERED = "(_[0-9]+)?";

    /** The end of the names of its tables; of the first file it is the run's id alone. */
    String digits() {
        return digits(run) + (number == 0 ? "" : "_" + number);
    }

    static String digits(UUID run) {
        return run.toString().replace("-", "");
    }
}
