package org.schemuse.changelog.lint.rule.data;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Dropping a table to create it anew loses what was in it. */
public final class ForceCreate extends Rule {
    private final Set<String> dropped = new HashSet<>();

    public ForceCreate() {
        super(RuleNote.of(
                "force-create", Topic.DATA, Severity.ERROR, "DROP TABLE IF EXISTS followed by CREATE TABLE", """
                If the table exists and contains rows, the rows are lost silently.""", """
                Remove the DROP. A changeset runs once; let it fail if a table of that name exists."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE") && drop.options().contains("IF EXISTS"))
                .ifPresent(drop -> drop.names().forEach(name -> dropped.add(name.key())));
        statement
                .as(Action.CreateTable.class)
                .filter(create -> dropped.contains(create.table().key()))
                .ifPresent(create -> findings.add(
                        this,
                        statement.at(),
                        create.table(),
                        "the rows of an existing table " + create.table() + " are lost"));
    }
}
