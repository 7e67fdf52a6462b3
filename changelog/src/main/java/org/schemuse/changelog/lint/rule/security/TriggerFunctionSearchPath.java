package org.schemuse.changelog.lint.rule.security;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A trigger fires in sessions whose search_path nobody foresaw. */
public final class TriggerFunctionSearchPath extends Rule {
    public TriggerFunctionSearchPath() {
        super(RuleNote.of(
                "trigger-function-search-path",
                Topic.SECURITY,
                Severity.WARNING,
                "a trigger function without SET search_path",
                """
                A trigger fires in every session that writes, also in a restore or in a session with another
                search_path. The function then finds other tables, or none.""",
                """
                Add SET search_path FROM CURRENT."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateFunction.class)
                .filter(function -> function.options().contains("RETURNS TRIGGER"))
                .filter(function -> !function.options().contains("SEARCH_PATH")
                        && !function.options().contains("SECURITY DEFINER"))
                .ifPresent(function -> findings.add(
                        this,
                        statement.at(),
                        "the writer's search_path decides which objects " + function.function() + " uses"));
    }
}
