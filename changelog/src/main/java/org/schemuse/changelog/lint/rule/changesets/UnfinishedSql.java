package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Token;

/** What is open at the end of a file was not meant to be. */
public final class UnfinishedSql extends Rule {
    public UnfinishedSql() {
        super(RuleNote.of(
                "unfinished-sql",
                Topic.CHANGESETS,
                Severity.ERROR,
                "SQL that ends inside a string, a comment or a dollar quote",
                """
                PostgreSQL reads everything after the open quote or comment as part of it. Lint could not check it
                either.""",
                """
                Close the string, comment or quote."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        step.script()
                .unfinished()
                .filter(token -> token.kind() != Token.Kind.DOLLAR_STRING
                        || step.heading().form() != Step.Form.GENERATED)
                .ifPresent(token -> findings.add(this, token, "not closed before the end; expected " + closing(token)));
    }

    private static String closing(Token open) {
        return open.text().equals("/*") ? "*/" : "another " + open.text();
    }
}
