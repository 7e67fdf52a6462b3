package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A serial column has a sequence with rights and an owner of its own. */
public final class PreferIdentity extends Rule {
    public PreferIdentity() {
        super(RuleNote.of("prefer-identity", Topic.TYPES, Severity.WARNING, "serial instead of identity", """
                serial creates a separate sequence with its own owner and grants. A role that may insert into the
                table may still lack the right to number rows.""", """
                Use GENERATED ALWAYS AS IDENTITY, which is standard SQL; its sequence belongs to the column."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTable.class)
                .ifPresent(create -> create.columns().stream()
                        .filter(column -> column.type().isSerial())
                        .forEach(column -> findings.add(
                                this, column.at(), column.name() + " needs separate grants on its sequence")));
    }
}
