package org.schemuse.changelog.lint.rule.data;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Dropping a table to create it anew loses what was in it. */
public final class ForceCreate extends Rule {
    private final Set<String> dropped = new HashSet<>();

    public ForceCreate() {
        super("force-create", Severity.ERROR, "DROP TABLE IF EXISTS followed by CREATE TABLE");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE") && drop.options().contains("IF EXISTS"))
                .ifPresent(drop -> drop.names().forEach(name -> dropped.add(name.key())));
        statement
                .as(Action.CreateTable.class)
                .filter(create -> dropped.contains(create.table().key()))
                .ifPresent(create -> findings.add(
                        this, statement.at(), create.table(), "whatever " + create.table() + " held before is lost"));
    }
}
