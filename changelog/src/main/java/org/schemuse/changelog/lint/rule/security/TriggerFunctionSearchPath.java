package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A trigger fires in sessions whose search_path nobody foresaw. */
public final class TriggerFunctionSearchPath extends Rule {
    public TriggerFunctionSearchPath() {
        super("trigger-function-search-path", Severity.WARNING, "a trigger function without a search_path of its own");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateFunction.class)
                .filter(function -> function.options().contains("RETURNS TRIGGER"))
                .filter(function -> !function.options().contains("SEARCH_PATH")
                        && !function.options().contains("SECURITY DEFINER"))
                .ifPresent(function -> findings.add(
                        this,
                        statement.at(),
                        function.function()
                                + " finds what the session of the writer happens to see: expected SET search_path"));
    }
}
