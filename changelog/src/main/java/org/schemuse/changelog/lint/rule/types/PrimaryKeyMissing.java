package org.schemuse.changelog.lint.rule.types;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Location;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** Without a key, rows cannot be told apart. */
public final class PrimaryKeyMissing extends Rule {
    public PrimaryKeyMissing() {
        super(RuleNote.of(
                "primary-key-missing", Topic.TYPES, Severity.WARNING, "a table without a primary key", """
                Rows cannot be told apart. Logical replication needs a key for UPDATE and DELETE, and many clients
                need one to change a row.""", """
                Add a primary key. Use an identity column if no column identifies a row."""));
    }

    private final Map<String, Location> open = new LinkedHashMap<>();

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTable.class)
                .filter(create -> !create.options().contains("TEMPORARY"))
                .filter(create -> !create.options().contains("PARTITION OF") && !hasKey(create))
                .filter(create -> !copiesIndexes(statement))
                .ifPresent(create -> open.put(create.table().key(), run.at(statement.at())));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.AddConstraint add
                            && add.constraint().kind() == Constraint.Kind.PRIMARY_KEY) {
                        open.remove(alter.table().key());
                    }
                }));
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE"))
                .ifPresent(drop -> drop.names().forEach(table -> open.remove(table.key())));
    }

    private static boolean copiesIndexes(Statement statement) {
        return statement.contains("INCLUDING", "ALL") || statement.contains("INCLUDING", "INDEXES");
    }

    private static boolean hasKey(Action.CreateTable create) {
        return Stream.concat(
                        create.constraints().stream(),
                        create.columns().stream().flatMap(column -> column.constraints().stream()))
                .anyMatch(constraint -> constraint.kind() == Constraint.Kind.PRIMARY_KEY);
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        open.forEach((table, place) -> findings.add(this, place, table + " has no primary key"));
    }
}
