package org.schemuse.importer.load.merge;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.postgres.Quoting;

/**
 * How the columns of one table are merged, as SQL over the aliases {@code s} (what the newer input says), {@code cur} (what
 * stands there) and {@code b} (what an import wrote before somebody changed the row; only where {@code t.id} is not null).
 */
final class MergeColumns {
    /** What the audit trail leaves out of a row counts as not changed: {@code b} has it from {@code cur}. */
    private static final String CHANGED_HERE = "t.id IS NOT NULL AND b.%1$s IS DISTINCT FROM cur.%1$s";

    private static final String CONFLICT =
            CHANGED_HERE + " AND s.%1$s IS DISTINCT FROM b.%1$s AND s.%1$s IS DISTINCT FROM cur.%1$s";

    private final TableRules rules;
    private final List<String> columns;
    private final boolean newerWins;
    private final String at;

    /** {@code at} is the date that stands where the input knows none, as SQL. */
    MergeColumns(TargetTable table, TableRules rules, boolean newerWins, String at) {
        this.rules = rules;
        this.at = at;
        this.columns = table.columnNames().stream()
                .filter(column -> !column.equals("id"))
                .toList();
        this.newerWins = newerWins;
    }

    /** The columns of {@link #staged}, with commas between. */
    String names() {
        return each(", ", Quoting::identifier)
                + renewed().map(column -> ", " + column.getKey()).collect(Collectors.joining());
    }

    private String each(String separator, Function<String, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(separator));
    }

    /** A list of select expressions: what each column becomes. */
    String merged() {
        return each(", ", column -> merged(column) + " AS " + Quoting.identifier(column));
    }

    private String merged(String column) {
        String theirs = newerWins ? CHANGED_HERE + " AND s.%1$s IS NOT DISTINCT FROM b.%1$s" : CHANGED_HERE;
        if (rules.followed().contains(column)) {
            return "s." + Quoting.identifier(column);
        }
        // The audit trail does not know it, so it is people's own as soon as they touch the row.
        if (rules.secret().contains(column)) {
            return "CASE WHEN t.id IS NOT NULL THEN cur.%1$s ELSE s.%1$s END".formatted(Quoting.identifier(column));
        }
        return switch (column) {
            case "created_at" -> "CASE WHEN s.created_at = " + at + " THEN cur.created_at ELSE s.created_at END";
            case "updated_at" ->
                "CASE WHEN t.id IS NOT NULL OR s.updated_at = " + at + " THEN cur.updated_at ELSE s.updated_at END";
            default -> ("CASE WHEN " + theirs + " THEN cur.%1$s ELSE s.%1$s END").formatted(Quoting.identifier(column));
        };
    }

    /** The columns that both sides changed, each its own way, as an array of text. */
    String conflicts() {
        return "array_remove(ARRAY["
                + columns.stream()
                        .filter(column -> !follows(column) && !rules.secret().contains(column))
                        .map(column -> ("CASE WHEN " + CONFLICT + " THEN %2$s END")
                                .formatted(Quoting.identifier(column), Quoting.literal(column)))
                        .collect(Collectors.joining(", "))
                + "]::text[], NULL)";
    }

    /** Whether what a row says changes, of a row {@code m} of merged columns. */
    String changed() {
        return differs(columns.stream().filter(column -> !follows(column)).toList());
    }

    /** Whether only its place or dates change. */
    String moved() {
        List<String> following = columns.stream().filter(this::follows).toList();
        return following.isEmpty() ? "false" : differs(following);
    }

    private static String differs(List<String> columns) {
        return "(" + list("m.", columns) + ") IS DISTINCT FROM (" + list("cur.", columns) + ")";
    }

    private static String list(String alias, List<String> columns) {
        // A row constructor of one column needs the word.
        return "ROW("
                + columns.stream()
                        .map(column -> alias + Quoting.identifier(column))
                        .collect(Collectors.joining(", ")) + ")";
    }

    /** The assignments of an update from {@code m}. */
    String assignments() {
        String assignments = each(
                ", ",
                column -> column.equals("updated_at")
                        ? "updated_at = CASE WHEN m.stale AND m.changed THEN " + at + " ELSE m.updated_at END"
                        : Quoting.identifier(column) + " = m." + Quoting.identifier(column));
        return assignments
                + renewed()
                        .map(column -> ", %1$s = CASE WHEN %2$s THEN clock_timestamp() ELSE cur.%1$s END"
                                .formatted(column.getKey(), column.getValue()))
                        .collect(Collectors.joining());
    }

    /** A trigger keeps these, which is silent while rows are merged. */
    private Stream<Map.Entry<String, String>> renewed() {
        return rules.renewed().entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    private boolean follows(String column) {
        return rules.followed().contains(column) || TableRules.DATES.contains(column);
    }

    /** The columns that follow the input, as a list of literals. */
    String followed() {
        return Stream.concat(rules.followed().stream(), TableRules.DATES.stream())
                .sorted()
                .map(Quoting::literal)
                .collect(Collectors.joining(", "));
    }

    /** What takes the columns out of a row as JSON that are not recorded of what the input says. */
    String hidden() {
        return TableRules.without(rules.secret()) + TableRules.without(rules.fixed());
    }

    /** Whether the input does not know when a row was changed. */
    String stale() {
        return columns.contains("updated_at") ? "t.id IS NULL AND s.updated_at = " + at : "false";
    }

    /** What a new row has: all columns but the id are the input's, and what is renewed is so from now on. */
    String staged() {
        return each(", ", column -> "s." + Quoting.identifier(column))
                + renewed().map(column -> ", clock_timestamp()").collect(Collectors.joining());
    }
}
