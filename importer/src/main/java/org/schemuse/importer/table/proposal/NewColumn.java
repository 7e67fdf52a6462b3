package org.schemuse.importer.table.proposal;

import java.util.List;

/**
 * A column of a table that does not exist yet.
 *
 * @param name without quotes
 * @param field of the file that it is for
 * @param type as SQL names it
 * @param notNull whether each row must have a value
 * @param mixed whether values are empty texts, which a Table Schema takes for none, or in JSON of several kinds
 * @param unique whether no two rows may have the same value
 * @param checks conditions that values must fulfil, as SQL
 * @param comment what it is
 * @param doubts what the file leaves open, a line each
 */
public record NewColumn(
        String name,
        String field,
        String type,
        boolean notNull,
        boolean mixed,
        boolean unique,
        List<String> checks,
        String comment,
        List<String> doubts) {
    /** The same, with lists of its own. */
    public NewColumn {
        checks = List.copyOf(checks);
        doubts = List.copyOf(doubts);
    }
}
