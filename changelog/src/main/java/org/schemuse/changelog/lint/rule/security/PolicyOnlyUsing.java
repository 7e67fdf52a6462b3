package org.schemuse.changelog.lint.rule.security;

import java.util.Set;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** What may be written should be said, not be left to what may be read. */
public final class PolicyOnlyUsing extends Rule {
    private static final Set<String> WRITING = Set.of("ALL", "INSERT", "UPDATE");

    public PolicyOnlyUsing() {
        super("policy-only-using", Severity.WARNING, "a policy for writing without WITH CHECK");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreatePolicy.class)
                .filter(policy ->
                        WRITING.contains(policy.command()) && policy.check().isEmpty())
                .ifPresent(policy -> findings.add(
                        this, statement.at(), "does not say which rows may be written: expected WITH CHECK"));
    }
}
