package org.schemuse.changelog.lint.rule.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Place;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A new function may be called by everyone until that is revoked. */
public final class FunctionExecutableByPublic extends Rule {
    private final Map<String, Place> open = new LinkedHashMap<>();

    public FunctionExecutableByPublic() {
        super("function-executable-by-public", Severity.WARNING, "a SECURITY DEFINER function that everyone may call");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
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
    public void end(Run run, Findings findings) {
        open.forEach((function, place) -> findings.add(
                this,
                place,
                "everyone may call " + function
                        + " with the rights of its owner: expected REVOKE ALL ON FUNCTION ... FROM PUBLIC"));
    }
}
