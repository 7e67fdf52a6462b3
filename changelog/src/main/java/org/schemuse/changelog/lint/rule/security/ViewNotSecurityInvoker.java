package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A view reads with the rights of its owner, past the policies of whoever asks. */
public final class ViewNotSecurityInvoker extends Rule {
    public ViewNotSecurityInvoker() {
        super(RuleNote.of(
                "view-not-security-invoker",
                Topic.SECURITY,
                Severity.WARNING,
                "a view that reads with its owner's rights and does not say so",
                """
                By default, a view reads with its owner's rights, so the policies that apply to the reader are not
                applied. If that is intended, write security_invoker = false, or security_barrier for a view that
                filters rows itself; the rule accepts both.""",
                """
                Add WITH (security_invoker = true)."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateView.class)
                .filter(view -> !view.options().contains("MATERIALIZED")
                        && !view.options().contains("TEMPORARY"))
                .filter(view -> !view.with().containsKey("security_invoker")
                        && !view.with().containsKey("security_barrier"))
                .ifPresent(view -> findings.add(
                        this,
                        statement.at(),
                        view.view() + " reads with its owner's rights, so the reader's policies are not applied"));
    }
}
