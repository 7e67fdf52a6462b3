package org.schemuse.importer.table.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.Quoting;

/** Judges rows by what each of them must fulfil by itself: NOT NULL, CHECK constraints of the table and of domains. */
final class RowRules {
    private final StagedRows rows;
    private final Rejects rejects;

    RowRules(StagedRows rows, Rejects rejects) {
        this.rows = rows;
        this.rejects = rejects;
    }

    /** Judges by all rules in one scan; a rule that the server cannot compute for some row is judged row by row. */
    long judge() {
        List<RowRule> rules = RowRule.of(rows);
        long[] found = new long[1];
        if (rejects.attempt(() -> found[0] = inOneScan(rules))) {
            return found[0];
        }
        List<RowRule> failing = new ArrayList<>();
        for (RowRule rule : rules) {
            if (!rejects.attempt(() -> broken(rule))) {
                failing.add(rule);
            }
        }
        long count =
                inOneScan(rules.stream().filter(rule -> !failing.contains(rule)).toList());
        for (RowRule rule : failing) {
            count += rowByRow(rule);
        }
        return count;
    }

    /** Judges by one more rule that can be computed for every row. */
    long judge(Optional<RowRule> further) {
        return further.map(rule -> inOneScan(List.of(rule))).orElse(0L);
    }

    private long broken(RowRule rule) {
        return rejects.count("count(*) FROM " + rows.rows() + " WHERE " + isBroken(List.of(rule)));
    }

    private static String isBroken(List<RowRule> rules) {
        return rules.stream()
                .map(rule -> "(" + rule.condition() + ")")
                .collect(Collectors.joining(" AND ", "NOT (", ")"));
    }

    private long inOneScan(List<RowRule> rules) {
        if (rules.isEmpty()) {
            return 0;
        }
        String first = cases("", rules, rule -> "NOT (" + rule.condition() + ")", (i, rule) -> String.valueOf(i));
        String value = cases("schemuse_rule ", rules, null, (i, rule) -> rule.value());
        return rejects.add(
                one(rules, rule -> rule.fault().name()) + " AS code, "
                        + one(rules, rule -> String.join(", ", rule.columns())) + " AS column_name, "
                        + value + " AS value, " + one(rules, RowRule::expected) + " AS expected",
                "(SELECT *, " + first + " AS schemuse_rule FROM " + rows.rows() + " WHERE " + isBroken(rules) + ") s");
    }

    private interface Outcome {
        String of(int number, RowRule rule);
    }

    private static String cases(
            String subject, List<RowRule> rules, @Nullable Function<RowRule, String> condition, Outcome outcome) {
        return IntStream.rangeClosed(1, rules.size())
                .mapToObj(i -> " WHEN "
                        + (condition == null ? String.valueOf(i) : condition.apply(rules.get(i - 1)))
                        + " THEN " + outcome.of(i, rules.get(i - 1)))
                .collect(Collectors.joining("", "CASE " + subject, " END"));
    }

    /** The text of the rule that a row broke. */
    private static String one(List<RowRule> rules, Function<RowRule, String> text) {
        return rules.stream()
                .map(rule -> Quoting.literal(text.apply(rule)))
                .collect(Collectors.joining(", ", "(ARRAY[", "])[schemuse_rule]"));
    }

    /** An error for one row, such as a division by zero, is that row's reject. */
    private long rowByRow(RowRule rule) {
        List<String> columns = StagedRows.quoted(rule.columns());
        String types = rule.columns().stream()
                .map(name -> rows.shape().column(name).orElseThrow().baseTypeName())
                .collect(Collectors.joining(", "));
        String arguments = IntStream.range(0, columns.size())
                .mapToObj(i -> "$" + (i + 1) + " AS " + columns.get(i))
                .collect(Collectors.joining(", "));
        String body = "#variable_conflict use_column\nBEGIN RETURN (SELECT CASE WHEN NOT (" + rule.condition()
                + ") THEN '' END FROM (SELECT " + arguments + ") AS "
                + Quoting.identifier(rows.shape().name())
                + "); EXCEPTION WHEN OTHERS THEN RETURN '; PostgreSQL says: ' || SQLERRM; END";
        rejects.execute("CREATE FUNCTION pg_temp.schemuse_rule(" + types + ") RETURNS text LANGUAGE plpgsql AS "
                + Quoting.literal(body));
        long found = rejects.add(
                rule.fault(),
                Quoting.literal(String.join(", ", rule.columns())),
                rule.value(),
                Quoting.literal(rule.expected()) + " || schemuse_complaint",
                "(SELECT *, pg_temp.schemuse_rule(" + String.join(", ", columns) + ") AS schemuse_complaint FROM "
                        + rows.rows() + " OFFSET 0) s WHERE schemuse_complaint IS NOT NULL");
        rejects.execute("DROP FUNCTION pg_temp.schemuse_rule(" + types + ")");
        return found;
    }
}
