package org.schemuse.changelog.lint.rule.changesets;

import java.util.Locale;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** Who accepts any checksum does not learn that an applied changeset was edited. */
public final class ValidCheckSumAny extends Rule {
    public ValidCheckSumAny() {
        super("valid-check-sum-any", Severity.WARNING, "validCheckSum:any");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        boolean any =
                step.attribute("validCheckSum", "").toLowerCase(Locale.ROOT).endsWith("any");
        String own = step.heading()
                .file()
                .text()
                .substring(step.heading().offset(), step.heading().end());
        if (any && !own.contains("${")) {
            findings.add(
                    this,
                    "an edit of it goes unnoticed where it was applied before: expected the one checksum that is meant");
        }
    }
}
