package org.schemuse.changelog.lint.rule.security;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Location;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Where rows are guarded, a table that is not is seen by everyone who may read it. */
public final class RlsNotEnabled extends Rule {
    private final Map<String, Location> open = new LinkedHashMap<>();
    private final Set<String> granted = new HashSet<>();
    private boolean guarded;

    public RlsNotEnabled() {
        super(RuleNote.of(
                "rls-not-enabled",
                Topic.SECURITY,
                Severity.WARNING,
                "a table without row-level security, if other tables of the run have it",
                """
                A role that may read the table without row-level security sees every row. The rule ignores tables
                that are granted to no role.""",
                """
                Add ENABLE ROW LEVEL SECURITY and a policy, even one that shows every row; then it is explicit."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTable.class)
                .filter(create -> !create.options().contains("TEMPORARY")
                        && !create.options().contains("PARTITION OF"))
                .ifPresent(create -> open.put(create.table().key(), run.at(statement.at())));
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE"))
                .ifPresent(drop -> drop.names().forEach(table -> open.remove(table.key())));
        statement
                .as(Action.Grant.class)
                .filter(grant -> grant.kind().equals("TABLE"))
                .ifPresent(grant -> grant.objects().forEach(table -> granted.add(table.key())));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.RowSecurity security
                            && security.state().equals("ENABLE")) {
                        guarded = true;
                        open.remove(alter.table().key());
                    }
                }));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        open.forEach((table, place) -> {
            if (guarded && granted.contains(table)) {
                findings.add(
                        this,
                        place,
                        "a role with a grant on " + table
                                + " sees every row, because row-level security is not enabled");
            }
        });
    }
}
