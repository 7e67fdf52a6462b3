package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** ALL holds TRUNCATE, REFERENCES and TRIGGER besides what was meant. */
public final class GrantAll extends Rule {
    public GrantAll() {
        super(RuleNote.of("grant-all", Topic.SECURITY, Severity.WARNING, "GRANT ALL", """
                On a table, ALL includes TRUNCATE, which ignores policies, and REFERENCES and TRIGGER. Newer
                versions of PostgreSQL add privileges.""", """
                List the privileges that the role uses."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Grant.class)
                .filter(grant -> grant.privileges().contains("ALL"))
                .ifPresent(grant -> findings.add(
                        this,
                        statement.at(),
                        "grants privileges that are not used, and those that later versions add to ALL"));
    }
}
