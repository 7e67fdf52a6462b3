package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** ALL holds TRUNCATE, REFERENCES and TRIGGER besides what was meant. */
public final class GrantAll extends Rule {
    public GrantAll() {
        super("grant-all", Severity.WARNING, "GRANT ALL");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Grant.class)
                .filter(grant -> grant.privileges().contains("ALL"))
                .ifPresent(grant -> findings.add(
                        this,
                        statement.at(),
                        "gives more than is used, and whatever ALL will mean: expected each privilege by its name"));
    }
}
