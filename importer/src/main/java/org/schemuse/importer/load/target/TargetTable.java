package org.schemuse.importer.load.target;

import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.postgres.Quoting;

/**
 * A table that a run fills, as the system catalog describes it.
 *
 * @param place among the tables of the run, from 0; a batch keeps its rows under this number
 * @param name as SQL names it within its schema, with quotes where it needs them
 * @param columns those that the run fills, in the order in which it sends them
 */
public record TargetTable(int place, String name, List<TargetColumn> columns) {
    /** Names of the columns, as the system catalog has them. */
    public List<String> columnNames() {
        return columns.stream().map(TargetColumn::name).toList();
    }

    /** Whether the run fills a column. */
    public boolean has(String column) {
        return columns.stream().anyMatch(filled -> filled.name().equals(column));
    }

    /** The statement that takes rows of this table in binary form. */
    public String copyStatement() {
        String names = columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        return "COPY " + name + " (" + names + ") FROM STDIN (FORMAT binary)";
    }

    /** As a literal in SQL. */
    public String literal() {
        return Quoting.literal(name);
    }

    private static String quoted(String column) {
        return Quoting.identifier(column);
    }
}
