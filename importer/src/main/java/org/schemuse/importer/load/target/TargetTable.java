package org.schemuse.importer.load.target;

import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.postgres.Quoting;

/**
 * A table that a run fills, as the system catalog describes it.
 *
 * @param place among the tables of the run, from 0; a batch keeps its rows under this number
 * @param catalogName as the system catalog has it, without quotes
 * @param name as SQL names it within its schema, with quotes where it needs them; the ledger has it so, too
 * @param columns those that the run fills, in the order in which it sends them
 */
public record TargetTable(int place, String catalogName, String name, List<TargetColumn> columns) {
    /** Names of the columns, as the system catalog has them. */
    public List<String> columnNames() {
        return columns.stream().map(TargetColumn::name).toList();
    }

    /** The statement that takes rows of this table in binary form. */
    public String copyStatement() {
        String names = columnNames().stream().map(Quoting::identifier).collect(Collectors.joining(", "));
        return "COPY " + name + " (" + names + ") FROM STDIN (FORMAT binary)";
    }

    /** As a literal in SQL. */
    public String literal() {
        return Quoting.literal(name);
    }
}
