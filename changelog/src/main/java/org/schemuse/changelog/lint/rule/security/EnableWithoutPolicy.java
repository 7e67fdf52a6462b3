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

/** Without a policy row-level security hides every row from everyone but the owner. */
public final class EnableWithoutPolicy extends Rule {
    private final Map<String, Location> enabled = new LinkedHashMap<>();
    private final Set<String> withPolicy = new HashSet<>();

    public EnableWithoutPolicy() {
        super(RuleNote.of(
                "enable-without-policy",
                Topic.SECURITY,
                Severity.WARNING,
                "row-level security without a policy",
                """
                Without a policy, only the owner sees rows. That may be intended, but it looks like a policy that
                was forgotten.""",
                """
                Add a policy. If no row must be seen, add one with USING (false), or ignore this finding with the
                reason."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreatePolicy.class)
                .ifPresent(policy -> withPolicy.add(policy.table().key()));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.RowSecurity security
                            && security.state().equals("ENABLE")) {
                        enabled.put(alter.table().key(), run.at(security.at()));
                    }
                }));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        enabled.forEach((table, place) -> {
            if (!withPolicy.contains(table)) {
                findings.add(this, place, "hides every row of " + table + ", because it has no policy");
            }
        });
    }
}
