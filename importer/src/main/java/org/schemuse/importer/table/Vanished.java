package org.schemuse.importer.table;

import java.util.List;

/**
 * Rows of a table that a file which should have all of them does not have.
 *
 * @param rowCount how many
 * @param firstKeys the keys of the first, for people
 */
public record Vanished(long rowCount, List<String> firstKeys) {
    static final Vanished NONE = new Vanished(0, List.of());

    /** How many keys are kept. */
    static final int SHOWN = 20;
}
