package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A view reads with the rights of its owner, past the policies of whoever asks. */
public final class ViewNotSecurityInvoker extends Rule {
    public ViewNotSecurityInvoker() {
        super(
                "view-not-security-invoker",
                Severity.WARNING,
                "a view that runs with the rights of its owner and does not say so");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateView.class)
                .filter(view -> !view.options().contains("MATERIALIZED")
                        && !view.options().contains("TEMPORARY"))
                .filter(view -> !view.with().containsKey("security_invoker")
                        && !view.with().containsKey("security_barrier"))
                .ifPresent(view -> findings.add(
                        this,
                        statement.at(),
                        view.view() + " shows rows that its reader may not see: expected security_invoker = true"));
    }
}
