package org.schemuse.changelog.lint.rule.security;

import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** What may be written should be said, not be left to what may be read. */
public final class PolicyOnlyUsing extends Rule {
    private static final Set<String> WRITING = Set.of("ALL", "INSERT", "UPDATE");

    public PolicyOnlyUsing() {
        super(RuleNote.of(
                "policy-only-using",
                Topic.SECURITY,
                Severity.WARNING,
                "a policy for writes without WITH CHECK",
                """
                USING limits the rows that are seen, WITH CHECK those that are written. If WITH CHECK is missing,
                UPDATE and ALL use USING for both, which a reader must know. For INSERT, PostgreSQL accepts only
                WITH CHECK.""",
                """
                Write both USING and WITH CHECK."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreatePolicy.class)
                .filter(policy ->
                        WRITING.contains(policy.command()) && policy.check().isEmpty())
                .ifPresent(policy ->
                        findings.add(this, statement.at(), "the policy does not state which rows may be written"));
    }
}
