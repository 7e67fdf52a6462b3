package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** What PUBLIC may do, every login may do, those of tomorrow too. */
public final class GrantToPublic extends Rule {
    public GrantToPublic() {
        super("grant-to-public", Severity.WARNING, "GRANT ... TO PUBLIC");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Grant.class)
                .filter(grant -> grant.roles().contains("public"))
                .ifPresent(grant -> findings.add(
                        this,
                        statement.at(),
                        "every login of the cluster may " + String.join(", ", grant.privileges())
                                + ": expected a role"));
    }
}
