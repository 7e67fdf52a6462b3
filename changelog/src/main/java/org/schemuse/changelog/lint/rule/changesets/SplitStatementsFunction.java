package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Script;
import org.schemuse.changelog.lint.sql.Token;
import org.schemuse.changelog.liquibase.SqlSplitter;

/** Liquibase splits SQL at semicolons, those inside of a function body too. */
public final class SplitStatementsFunction extends Rule {
    public SplitStatementsFunction() {
        super(RuleNote.of(
                "split-statements-function",
                Topic.CHANGESETS,
                Severity.ERROR,
                "a function body that Liquibase splits at its semicolons",
                """
                Liquibase splits SQL at semicolons. It knows BEGIN ... END blocks, but not dollar quotes: a
                semicolon after the END, or in a body without BEGIN, cuts the function in pieces, which PostgreSQL
                refuses.""",
                """
                Add splitStatements:false, with one function per changeset."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        if (step.isChangeset()
                && step.is("splitStatements", true)
                && step.attribute("endDelimiter", ";").equals(";")
                && isCut(step, step.script())) {
            findings.add(this, "Liquibase splits the changeset inside a function body");
        }
    }

    /**
     * Whether Liquibase's pieces are not our statements. Its own splitter decides; it is asked only where a semicolon is
     * not the end of a statement. What was generated is split already.
     */
    static boolean isCut(Step step, Script script) {
        if (step.heading().form() == Step.Form.GENERATED) {
            return script.unfinished()
                    .filter(token -> token.kind() == Token.Kind.DOLLAR_STRING)
                    .isPresent();
        }
        return hasInnerSemicolon(script)
                && SqlSplitter.split(script.text()).size()
                        != script.statements().size();
    }

    private static boolean hasInnerSemicolon(Script script) {
        return script.statements().stream()
                .flatMap(statement -> statement.tokens().stream())
                .anyMatch(token -> token.is(";")
                        || (token.kind() == Token.Kind.DOLLAR_STRING
                                && token.text().contains(";")));
    }
}
