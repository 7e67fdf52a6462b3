package org.schemuse.changelog.lint.rule.types;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.ColumnDefinition;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** Keys of 32 bits run out. */
public final class PreferBigint extends Rule {
    private static final Set<String> SHORT = Set.of("integer", "smallint", "serial", "smallserial");

    public PreferBigint() {
        super(RuleNote.of("prefer-bigint", Topic.TYPES, Severity.WARNING, "a key of 32 bits or less", """
                A 32-bit key ends at 2,147,483,647. A later change to bigint rewrites the table and every table that
                refers to it (see change-type).""", """
                Use bigint."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        Stream<ColumnDefinition> columns = Stream.concat(
                statement.as(Action.CreateTable.class).stream().flatMap(create -> create.columns().stream()),
                statement.as(Action.AlterTable.class).stream()
                        .flatMap(alter -> alter.changes().stream())
                        .filter(Change.AddColumn.class::isInstance)
                        .map(change -> ((Change.AddColumn) change).column()));
        columns.filter(column -> SHORT.contains(column.type().name()) && counts(column, statement))
                .forEach(column -> findings.add(
                        this, column.at(), column.name() + " ends at " + limit(column) + "; later inserts fail"));
    }

    private static boolean counts(ColumnDefinition column, Statement statement) {
        boolean key = column.constraint(Constraint.Kind.PRIMARY_KEY).isPresent()
                || statement.as(Action.CreateTable.class).stream()
                        .flatMap(create -> create.constraints().stream())
                        .anyMatch(c -> c.kind() == Constraint.Kind.PRIMARY_KEY
                                && c.columns().equals(List.of(column.name())));
        return key || column.type().isSerial() || column.filled() == ColumnDefinition.Filled.IDENTITY;
    }

    private static String limit(ColumnDefinition column) {
        return column.type().name().startsWith("small") ? "32767" : "2147483647";
    }
}
