package org.schemuse.changelog.lint.rule.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Location;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A new function may be called by everyone until that is revoked. */
public final class FunctionExecutableByPublic extends Rule {
    private final Map<String, Location> open = new LinkedHashMap<>();

    public FunctionExecutableByPublic() {
        super(RuleNote.of(
                "function-executable-by-public",
                Topic.SECURITY,
                Severity.WARNING,
                "a SECURITY DEFINER function that every role can execute",
                """
                PostgreSQL grants EXECUTE on a new function to PUBLIC. A SECURITY DEFINER function then acts with
                its owner's rights for every role.""",
                """
                Add REVOKE ALL ON FUNCTION ... FROM PUBLIC, and grant EXECUTE to the roles that need it."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateFunction.class)
                .filter(function -> function.options().contains("SECURITY DEFINER"))
                .ifPresent(function -> open.put(function.function().key(), run.at(statement.at())));
        statement
                .as(Action.Revoke.class)
                .filter(revoke -> revoke.roles().contains("public"))
                .ifPresent(revoke -> revoke.objects().forEach(function -> open.remove(function.key())));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        open.forEach((function, place) ->
                findings.add(this, place, "every role can execute " + function + " with the rights of its owner"));
    }
}
