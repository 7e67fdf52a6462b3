package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** A table without row-level security shows every row. */
public final class RowSecurityDisabled extends Rule {
    public RowSecurityDisabled() {
        super(RuleNote.of(
                "row-security-disabled",
                Topic.SECURITY,
                Severity.ERROR,
                "DISABLE or NO FORCE ROW LEVEL SECURITY",
                """
                Without row-level security, every role with a grant sees every row. With NO FORCE, the owner does,
                which is the login of many applications.""",
                """
                Change the policies instead. If rows must be visible to a role, add a policy for that role."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.RowSecurity.class, (table, change) -> {
            if (change.state().equals("DISABLE") || change.state().equals("NO FORCE")) {
                String who = change.state().equals("DISABLE") ? "every role with a grant" : "the owner";
                findings.add(this, change.at(), table, who + " sees every row of " + table + " from now on");
            }
        });
    }
}
