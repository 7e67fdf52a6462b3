package org.schemuse.changelog.lint.rule.changesets;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** A changeset is known by the path of its file, and runs again when that changes. */
public final class IdPathUnstable extends Rule {
    private final Set<String> seen = new HashSet<>();

    public IdPathUnstable() {
        super("id-path-unstable", Severity.WARNING, "a changelog file without logicalFilePath");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        if (step.isChangeset()
                && step.attribute("logicalFilePath", "").isEmpty()
                && seen.add(step.heading().file().path())) {
            findings.add(
                    this,
                    "its changesets run again when the file is moved or found by another path: expected logicalFilePath");
        }
    }
}
