package org.schemuse.changelog.lint.rule.changesets;

import java.util.List;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** Liquibase reads the end delimiter as a pattern, in which $ is no dollar. */
public final class EndDelimiterDollar extends Rule {
    public EndDelimiterDollar() {
        super(RuleNote.of(
                "end-delimiter-dollar",
                Topic.CHANGESETS,
                Severity.ERROR,
                "endDelimiter that contains a dollar sign",
                """
                Liquibase reads the end delimiter as a regular expression, in which a dollar sign stands for the end
                of the text. Since 4.29.2 such a delimiter does not match (issue 6403), and the changeset runs as
                one statement or fails.""",
                """
                Use splitStatements:false."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        for (String name : List.of("endDelimiter", "rollbackEndDelimiter")) {
            if (step.attribute(name, "").contains("$")) {
                findings.add(this, name + ":" + step.attribute(name, "") + " never matches since Liquibase 4.29.2");
            }
        }
    }
}
