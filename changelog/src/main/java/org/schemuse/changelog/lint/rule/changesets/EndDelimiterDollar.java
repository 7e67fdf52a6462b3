package org.schemuse.changelog.lint.rule.changesets;

import java.util.List;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** Liquibase reads the end delimiter as a pattern, in which $ is no dollar. */
public final class EndDelimiterDollar extends Rule {
    public EndDelimiterDollar() {
        super("end-delimiter-dollar", Severity.ERROR, "endDelimiter that is a dollar quote");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        for (String name : List.of("endDelimiter", "rollbackEndDelimiter")) {
            if (step.attribute(name, "").contains("$")) {
                findings.add(
                        this,
                        name + ":" + step.attribute(name, "")
                                + " never matches since Liquibase 4.29.2: expected splitStatements:false");
            }
        }
    }
}
