package org.schemuse.changelog.lint.rule.security;

import java.util.List;
import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;
import org.schemuse.changelog.lint.sql.Token;

/** A bare call in a policy is made for each row; inside of a sub-select, once. */
public final class PolicyPerRowCall extends Rule {
    public PolicyPerRowCall() {
        super(RuleNote.of(
                "policy-per-row-call",
                Topic.SECURITY,
                Severity.WARNING,
                "a policy that calls a function for every row",
                """
                PostgreSQL evaluates a bare call in a policy for each row, and cannot use an index for it. It
                evaluates a scalar sub-select once per statement.""",
                """
                Put the call into a sub-select: (SELECT current_setting(...))."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreatePolicy.class)
                .ifPresent(policy ->
                        Stream.of(policy.using(), policy.check()).forEach(expression -> bare(expression, findings)));
    }

    private void bare(List<Token> expression, RuleFindings findings) {
        boolean select = false;
        for (int i = 0; i < expression.size(); i++) {
            Token token = expression.get(i);
            select |= token.is("SELECT");
            boolean call = i + 1 < expression.size() && expression.get(i + 1).is("(");
            if (call
                    && !select
                    && (token.is("current_setting")
                            || (token.kind() == Token.Kind.WORD && token.name().startsWith("current_")))) {
                findings.add(this, token, token.text() + "() is called for every row");
                return;
            }
        }
    }
}
