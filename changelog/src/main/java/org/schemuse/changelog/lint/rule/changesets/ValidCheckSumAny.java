package org.schemuse.changelog.lint.rule.changesets;

import java.util.Locale;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** Who accepts any checksum does not learn that an applied changeset was edited. */
public final class ValidCheckSumAny extends Rule {
    public ValidCheckSumAny() {
        super(RuleNote.of("valid-check-sum-any", Topic.CHANGESETS, Severity.WARNING, "validCheckSum:any", """
                The checksum shows that an applied changeset was edited. With any, edits go unnoticed. The rule
                ignores a changeset with a parameter (${...}), because its checksum depends on the parameter.""", """
                Write the one checksum that is meant; Liquibase prints it when it refuses."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        boolean any =
                step.attribute("validCheckSum", "").toLowerCase(Locale.ROOT).endsWith("any");
        String own = step.heading()
                .file()
                .text()
                .substring(step.heading().offset(), step.heading().end());
        if (any && !own.contains("${")) {
            findings.add(this, "later edits of the changeset go unnoticed");
        }
    }
}
