package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Who calls a function chooses the tables it finds, unless it has a search_path of its own. */
public final class SecurityDefinerNoSearchPath extends Rule {
    public SecurityDefinerNoSearchPath() {
        super(RuleNote.of(
                "security-definer-no-search-path",
                Topic.SECURITY,
                Severity.ERROR,
                "SECURITY DEFINER without SET search_path",
                """
                PostgreSQL resolves names in the function with the caller's search_path. A caller can put a schema
                in front, so that the function runs the caller's objects with its owner's rights.""",
                """
                Add SET search_path FROM CURRENT, or a fixed list that ends with pg_temp."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateFunction.class)
                .filter(function -> function.options().contains("SECURITY DEFINER")
                        && !function.options().contains("SEARCH_PATH"))
                .ifPresent(function -> findings.add(
                        this,
                        statement.at(),
                        "the caller's search_path decides which objects " + function.function()
                                + " uses with the rights of its owner"));
    }
}
