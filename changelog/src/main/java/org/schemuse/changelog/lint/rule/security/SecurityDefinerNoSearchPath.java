package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Who calls a function chooses the tables it finds, unless it has a search_path of its own. */
public final class SecurityDefinerNoSearchPath extends Rule {
    public SecurityDefinerNoSearchPath() {
        super("security-definer-no-search-path", Severity.ERROR, "SECURITY DEFINER without a search_path of its own");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateFunction.class)
                .filter(function -> function.options().contains("SECURITY DEFINER")
                        && !function.options().contains("SEARCH_PATH"))
                .ifPresent(function -> findings.add(
                        this,
                        statement.at(),
                        "its caller decides which tables " + function.function()
                                + " finds, with the rights of its owner: expected SET search_path"));
    }
}
