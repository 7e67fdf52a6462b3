package org.schemuse.changelog.lint.rule.data;

import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.DropRule;

/** A dropped view breaks what reads it. */
public final class DropView extends DropRule {
    public DropView() {
        super(
                Set.of("VIEW", "MATERIALIZED VIEW"),
                RuleNote.of("drop-view", Topic.DATA, Severity.WARNING, "DROP VIEW", """
                Programs and views that read it fail. The rule ignores a view that the same run created, or that the
                same changeset creates again.""", """
                Change the programs first. If only the definition changes, use CREATE OR REPLACE VIEW, or drop and
                create it in one changeset."""));
    }

    @Override
    protected String message(String object) {
        return "programs that read " + object + " fail";
    }
}
