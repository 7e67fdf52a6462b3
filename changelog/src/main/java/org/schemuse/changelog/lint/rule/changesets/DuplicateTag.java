package org.schemuse.changelog.lint.rule.changesets;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** A rollback to a tag that stands in two places stops at one of them. */
public final class DuplicateTag extends Rule {
    private final Set<String> tags = new HashSet<>();

    public DuplicateTag() {
        super("duplicate-tag", Severity.WARNING, "a tag that is set twice");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        String tag = step.attribute("tag", "");
        if (!tag.isEmpty() && !tags.add(tag)) {
            findings.add(this, "tag \"" + tag + "\" is set before: a rollback to it ends in a place of its own choice");
        }
    }
}
