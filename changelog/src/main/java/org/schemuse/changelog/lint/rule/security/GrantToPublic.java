package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** What PUBLIC may do, every login may do, those of tomorrow too. */
public final class GrantToPublic extends Rule {
    public GrantToPublic() {
        super(RuleNote.of("grant-to-public", Topic.SECURITY, Severity.WARNING, "GRANT ... TO PUBLIC", """
                PUBLIC is every role of the server, including those of other databases and those created later.""", """
                Grant the privilege to a role, and the role to logins."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Grant.class)
                .filter(grant -> grant.roles().contains("public"))
                .ifPresent(grant -> findings.add(
                        this,
                        statement.at(),
                        "grants " + String.join(", ", grant.privileges()) + " to every role of the server"));
    }
}
