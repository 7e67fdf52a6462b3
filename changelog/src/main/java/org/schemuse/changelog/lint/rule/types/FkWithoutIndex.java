package org.schemuse.changelog.lint.rule.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** Deleting a row reads the whole of every table that refers to it, unless an index helps. */
public final class FkWithoutIndex extends Rule {
    private record Key(String table, List<String> columns, Location place) {}

    /** Of other tables nobody knows the indexes. */
    private final Set<String> created = new HashSet<>();

    private final List<Key> keys = new ArrayList<>();
    private final Map<String, List<List<String>>> indexes = new HashMap<>();

    public FkWithoutIndex() {
        super(RuleNote.of(
                "fk-without-index",
                Topic.TYPES,
                Severity.WARNING,
                "a foreign key without an index on its columns",
                """
                PostgreSQL indexes the referenced key, but not the referring columns. Each deletion in the
                referenced table, and each change of its key, then reads the whole referring table. An index that
                begins with one of the columns suffices, also a partial one WHERE the column IS NOT NULL. The rule
                ignores tables that existed before the run, because it does not know their indexes.""",
                """
                Create an index on the column in the same run."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement.as(Action.CreateTable.class).ifPresent(create -> {
            created.add(create.table().key());
            create.constraints().forEach(constraint -> note(create.table(), constraint, run));
            create.columns().forEach(column -> column.constraints().forEach(c -> note(create.table(), c, run)));
        });
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.AddConstraint add) {
                        note(alter.table(), add.constraint(), run);
                    } else if (change instanceof Change.AddColumn add) {
                        add.column().constraints().forEach(constraint -> note(alter.table(), constraint, run));
                    }
                }));
        statement
                .as(Action.CreateIndex.class)
                .filter(index -> !index.options().contains("WHERE"))
                .ifPresent(index -> indexed(index.table(), index.columns()));
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE"))
                .ifPresent(drop -> drop.names()
                        .forEach(table -> keys.removeIf(key -> key.table().equals(table.key()))));
    }

    private void note(Name table, Constraint constraint, Run run) {
        if (constraint.kind() == Constraint.Kind.FOREIGN_KEY && created.contains(table.key())) {
            keys.add(new Key(table.key(), constraint.columns(), run.at(constraint.at())));
        } else if (constraint.kind() == Constraint.Kind.PRIMARY_KEY || constraint.kind() == Constraint.Kind.UNIQUE) {
            indexed(table, constraint.columns());
        }
    }

    private void indexed(Name table, List<String> columns) {
        indexes.computeIfAbsent(table.key(), any -> new ArrayList<>()).add(columns);
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        for (Key key : keys) {
            boolean found = indexes.getOrDefault(key.table(), List.of()).stream()
                    .anyMatch(columns -> !columns.isEmpty() && key.columns().contains(columns.get(0)));
            if (!found) {
                findings.add(
                        this,
                        key.place(),
                        "no index of " + key.table() + " begins with " + String.join(" or ", key.columns())
                                + ", so each deletion of a referenced row reads all of " + key.table());
            }
        }
    }
}
