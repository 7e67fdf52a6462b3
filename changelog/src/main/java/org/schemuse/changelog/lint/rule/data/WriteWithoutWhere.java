package org.schemuse.changelog.lint.rule.data;

import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A write without a condition writes every row. */
public final class WriteWithoutWhere extends Rule {
    public WriteWithoutWhere() {
        super(RuleNote.dependingOnSize(
                "write-without-where",
                Topic.DATA,
                Severity.WARNING,
                "UPDATE or DELETE without WHERE on a non-empty table",
                """
                Every row is written in one transaction. The locks last until the end, the table doubles in size,
                and a DELETE loses all rows.""",
                """
                Add a condition. Write a large table in batches, each in its own transaction."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        Stream.concat(
                        statement.all(Action.Update.class).stream()
                                .filter(update -> !update.where())
                                .map(Action.Update::table),
                        statement.all(Action.Delete.class).stream()
                                .filter(delete -> !delete.where())
                                .map(Action.Delete::table))
                .filter(run::isExisting)
                .forEach(table -> findings.add(
                        this, statement.at(), table, "writes every row of " + table + " in one transaction"));
    }
}
