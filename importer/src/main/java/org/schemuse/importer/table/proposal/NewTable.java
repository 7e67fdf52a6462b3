package org.schemuse.importer.table.proposal;

import java.util.List;

/**
 * A table that does not exist yet, for the rows of a file.
 *
 * @param name without quotes
 * @param comment what a row of it is
 * @param columns in the order of the file's fields
 * @param primaryKey the names of its columns; none if the file has no key
 * @param foreignKeys to other tables
 * @param doubts what the file leaves open and is not about one column, a line each
 * @param rows how many rows the file has
 * @param rejected how many of them an import would reject at least
 */
public record NewTable(
        String name,
        String comment,
        List<NewColumn> columns,
        List<String> primaryKey,
        List<Reference> foreignKeys,
        List<String> doubts,
        long rows,
        long rejected) {
    /**
     * A foreign key.
     *
     * @param columns that refer, without quotes
     * @param table that they refer to, without quotes
     * @param targets the columns of that table, without quotes
     */
    public record Reference(List<String> columns, String table, List<String> targets) {
        /** The same, with lists of its own. */
        public Reference {
            columns = List.copyOf(columns);
            targets = List.copyOf(targets);
        }
    }

    /** The same, with lists of its own. */
    public NewTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
        doubts = List.copyOf(doubts);
    }
}
