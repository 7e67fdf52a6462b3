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

/** Policies do nothing until row-level security is enabled. */
public final class PolicyWithoutEnable extends Rule {
    private final Map<String, Location> policies = new LinkedHashMap<>();

    /** Tables of this run that have no row-level security; of others nobody knows. */
    private final Set<String> created = new HashSet<>();

    public PolicyWithoutEnable() {
        super(RuleNote.of(
                "policy-without-enable",
                Topic.SECURITY,
                Severity.ERROR,
                "a policy on a table without row-level security",
                """
                PostgreSQL accepts policies on any table, but applies them only if row-level security is enabled.""",
                """
                Add ALTER TABLE ... ENABLE ROW LEVEL SECURITY to the same changeset."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreatePolicy.class)
                .ifPresent(policy -> policies.putIfAbsent(policy.table().key(), run.at(statement.at())));
        statement
                .as(Action.CreateTable.class)
                .ifPresent(create -> created.add(create.table().key()));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.RowSecurity security
                            && security.state().equals("ENABLE")) {
                        created.remove(alter.table().key());
                    }
                }));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        policies.forEach((table, place) -> {
            if (created.contains(table)) {
                findings.add(
                        this,
                        place,
                        "the policies of " + table + " have no effect, because row-level security is not enabled");
            }
        });
    }
}
