package org.schemuse.changelog.lint.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/**
 * A rule about DROP of something other than a table. It reports what existed before the run, unless the same changeset
 * creates it again.
 */
public abstract class DropRule extends Rule {
    private record Dropped(Name object, Location place) {}

    private final Set<String> kinds;
    private final Map<String, Dropped> dropped = new LinkedHashMap<>();

    /** @param kinds what stands after DROP: VIEW, MATERIALIZED VIEW ... */
    protected DropRule(Set<String> kinds, RuleNote note) {
        super(note);
        this.kinds = kinds;
    }

    /** What happens without the object of this name. */
    protected abstract String message(String object);

    @Override
    public final void step(Step step, Run run, RuleFindings findings) {
        report(findings);
    }

    @Override
    public final void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> kinds.contains(drop.kind()))
                .ifPresent(drop -> drop.names().stream()
                        .filter(object -> !run.isNewObject(object)
                                && run.isExisting(drop.table() == null ? object : drop.table()))
                        .forEach(object -> dropped.put(object.key(), new Dropped(object, run.at(object.at())))));
        run.created(statement).ifPresent(object -> dropped.remove(object.key()));
    }

    @Override
    public final void end(Run run, RuleFindings findings) {
        report(findings);
    }

    private void report(RuleFindings findings) {
        dropped.values()
                .forEach(each ->
                        findings.add(this, each.place(), message(each.object().toString())));
        dropped.clear();
    }
}
