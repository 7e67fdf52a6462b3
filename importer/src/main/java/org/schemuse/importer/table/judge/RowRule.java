package org.schemuse.importer.table.judge;

import java.util.ArrayList;
import java.util.List;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape.Check;
import org.schemuse.importer.table.shape.TableShape.ForeignKey;
import org.schemuse.postgres.Quoting;

/**
 * What a row must fulfil by itself.
 *
 * @param columns that the condition reads, without quotes
 * @param condition as SQL; a row breaks the rule if it is false, and not if it is NULL
 * @param expected for people
 */
record RowRule(RowFault fault, List<String> columns, String condition, String expected) {
    /** The rules of a table, as far as the staged rows can be judged by them. */
    static List<RowRule> of(StagedRows rows) {
        List<RowRule> rules = new ArrayList<>();
        for (ColumnShape column : rows.staged().columns()) {
            // What a row may leave out has its default, and who staged the rows has seen to the others.
            if (column.notNull() && !(rows.staged().leavesOut() && column.hasDefault())) {
                rules.add(new RowRule(
                        RowFault.VALUE_MISSING,
                        List.of(column.name()),
                        Quoting.identifier(column.name()) + " IS DISTINCT FROM NULL",
                        "a value"));
            }
        }
        for (Check check : rows.shape().checks()) {
            String expression = check.expression();
            rules.add(new RowRule(
                    RowFault.CHECK_FAILED,
                    check.columns(),
                    expression,
                    "CHECK " + (expression.startsWith("(") ? expression : "(" + expression + ")")));
        }
        rows.shape().foreignKeys().stream().filter(ForeignKey::full).forEach(key -> rules.add(allOrNone(key)));
        return rules.stream().filter(rule -> rows.knows(rule.columns())).toList();
    }

    /** MATCH FULL; a key of one column has nothing to match. */
    private static RowRule allOrNone(ForeignKey key) {
        return new RowRule(
                RowFault.NO_SUCH_REFERENCE,
                key.columns(),
                "num_nulls(" + String.join(", ", StagedRows.quoted(key.columns())) + ") IN (0, "
                        + key.columns().size() + ")",
                "values in all of " + String.join(", ", key.columns()) + ", or in none of them");
    }

    /** The values that broke it, as SQL. */
    String value() {
        return columns.isEmpty() ? "NULL::text" : Rejects.value(columns, StagedRows.quoted(columns));
    }
}
