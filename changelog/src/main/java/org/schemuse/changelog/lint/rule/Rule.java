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
    private final String name;
    private final Severity severity;
    private final String summary;

    /**
     * A rule of this name.
     *
     * @param name in small letters with dashes; also that of its class and of its page
     * @param summary what it names, in one line without a full stop
     */
    protected Rule(String name, Severity severity, String summary) {
        this.name = name;
        this.severity = severity;
        this.summary = summary;
    }

    public final String name() {
        return name;
    }

    public final Severity severity() {
        return severity;
    }

    public final RuleNote note() {
        return new RuleNote(name, severity, topic(), summary);
    }

    /** Whether the size of the table makes a finding weigh more or less. */
    public final boolean dependsOnSize() {
        return topic().equals("locks");
    }

    private String topic() {
        String folder = getClass().getPackageName();
        return folder.substring(folder.lastIndexOf('.') + 1);
    }

    /** Before the statements of a step. */
    public void step(Step step, Run run, Findings findings) {}

    /** At the start of a step, and where a transaction ends inside one. */
    public void transaction() {}

    /** Each statement of a step, in order. */
    public void statement(Statement statement, Run run, Findings findings) {}

    /** After the last step. */
    public void end(Run run, Findings findings) {}
}
