package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A serial column has a sequence with rights and an owner of its own. */
public final class PreferIdentity extends Rule {
    public PreferIdentity() {
        super("prefer-identity", Severity.WARNING, "serial instead of identity");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateTable.class)
                .ifPresent(
                        create -> create.columns().stream()
                                .filter(column -> column.type().isSerial())
                                .forEach(
                                        column -> findings.add(
                                                this,
                                                column.at(),
                                                column.name()
                                                        + " needs grants on a sequence of its own: expected GENERATED ... AS IDENTITY")));
    }
}
