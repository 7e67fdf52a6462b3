package org.schemuse.changelog.lint.rule.changesets;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** A changeset is known by the path of its file, and runs again when that changes. */
public final class IdPathUnstable extends Rule {
    private final Set<String> seen = new HashSet<>();

    public IdPathUnstable() {
        super(RuleNote.of(
                "id-path-unstable",
                Topic.CHANGESETS,
                Severity.WARNING,
                "a changelog file without logicalFilePath",
                """
                Liquibase identifies a changeset by id, author and the path of its file. If the file is found by
                another path (in a jar instead of a folder), its changesets are new and run again (issues 7222 and
                7455).""",
                """
                Add logicalFilePath to each file that contains changesets, but not to files that only include
                others."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        if (step.isChangeset()
                && step.attribute("logicalFilePath", "").isEmpty()
                && seen.add(step.heading().file().path())) {
            findings.add(this, "its changesets run again if the file is moved or found by another path");
        }
    }
}
