package org.schemuse.changelog.lint.rule.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Location;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** A disabled trigger enforces and records nothing. */
public final class TriggerDisabled extends Rule {
    public TriggerDisabled() {
        super(RuleNote.of("trigger-disabled", Topic.SECURITY, Severity.ERROR, "DISABLE TRIGGER", """
                What the trigger enforces or records does not happen until it is enabled. ALL includes the triggers
                of foreign keys, so that references can break.""", """
                Keep the triggers enabled. For a bulk load, disable one trigger by name and enable it in the same
                changeset."""));
    }

    private final Map<String, Runnable> disabled = new LinkedHashMap<>();

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        report();
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.DisableTrigger.class, (table, disable) -> {
            Location place = run.at(disable.at());
            String message = disable.trigger() + " on " + table + " is not enabled again in this changeset";
            disabled.put(table.key() + " " + disable.trigger(), () -> findings.add(this, place, message));
        });
        run.onExisting(
                statement,
                Change.EnableTrigger.class,
                (table, enable) -> disabled.remove(table.key() + " " + enable.trigger()));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        report();
    }

    private void report() {
        disabled.values().forEach(Runnable::run);
        disabled.clear();
    }
}
