package org.schemuse.changelog.lint.rule.locks;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** The lock of an ALTER TABLE lasts until the last row is written. */
public final class DdlPlusBackfill extends Rule {
    private final Set<String> altered = new HashSet<>();

    public DdlPlusBackfill() {
        super(RuleNote.dependingOnSize(
                "ddl-plus-backfill",
                Topic.LOCKS,
                Severity.WARNING,
                "rows rewritten in the transaction that altered their table",
                """
                ALTER TABLE takes ACCESS EXCLUSIVE, and the transaction holds the lock until the last row is
                written.""",
                """
                Write the rows in a separate changeset: a small table at once, a large one in batches outside a
                transaction."""));
    }

    @Override
    public void transaction() {
        altered.clear();
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.AlterTable.class)
                .filter(alter -> run.isExisting(alter.table()))
                .ifPresent(alter -> altered.add(alter.table().key()));
        writtenTables(statement)
                .filter(table -> run.inTransaction() && altered.contains(table.key()))
                .findFirst()
                .ifPresent(table -> findings.add(
                        this,
                        statement.at(),
                        table,
                        "holds the lock of the ALTER TABLE on " + table + " until every row is written"));
    }

    private static Stream<Name> writtenTables(Statement statement) {
        return Stream.of(
                        statement.all(Action.Update.class).stream().map(Action.Update::table),
                        statement.all(Action.Delete.class).stream().map(Action.Delete::table),
                        statement.all(Action.Insert.class).stream()
                                .filter(Action.Insert::query)
                                .map(Action.Insert::table))
                .flatMap(tables -> tables);
    }
}
