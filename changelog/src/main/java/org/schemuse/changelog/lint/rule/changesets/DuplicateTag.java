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

/** A rollback to a tag that stands in two places stops at one of them. */
public final class DuplicateTag extends Rule {
    private final Set<String> tags = new HashSet<>();

    public DuplicateTag() {
        super(RuleNote.of("duplicate-tag", Topic.CHANGESETS, Severity.WARNING, "a tag that is set twice", """
                A rollback to a tag stops at one of the changesets that set it, and does not say which (Liquibase
                issue 3763).""", """
                Use a new tag for each release."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        String tag = step.attribute("tag", "");
        if (!tag.isEmpty() && !tags.add(tag)) {
            findings.add(
                    this,
                    "an earlier changeset already sets the tag \"" + tag
                            + "\"; a rollback to it may stop at either one");
        }
    }
}
