package org.schemuse.changelog.lint.rule;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Statement;

/**
 * One thing to look for. A rule is made anew for each run and may remember what it saw in it. It is asked about a
 * statement before the run takes note of it.
 */
public abstract class Rule {
    private final RuleNote note;

    /** The note states everything about the rule that people read; its page is made from it and from the fixtures. */
    protected Rule(RuleNote note) {
        this.note = note;
    }

    public final String name() {
        return note.name();
    }

    public final Severity severity() {
        return note.severity();
    }

    public final RuleNote note() {
        return note;
    }

    /** Before the statements of a step. */
    public void step(Step step, Run run, RuleFindings findings) {}

    /** At the start of a step, and where a transaction ends inside one. */
    public void transaction() {}

    /** Each statement of a step, in order. */
    public void statement(Statement statement, Run run, RuleFindings findings) {}

    /** After the last step. */
    public void end(Run run, RuleFindings findings) {}
}
