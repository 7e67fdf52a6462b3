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

/** The owner of a table walks past its policies unless it is forced not to. */
public final class ForceRlsMissing extends Rule {
    private final Map<String, Location> enabled = new LinkedHashMap<>();
    private final Set<String> forced = new HashSet<>();

    public ForceRlsMissing() {
        super(RuleNote.of(
                "force-rls-missing",
                Topic.SECURITY,
                Severity.WARNING,
                "row-level security that does not apply to the owner",
                """
                Policies do not apply to the owner of a table. If the application logs in as the role that migrates,
                no policy applies to it.""",
                """
                Add ALTER TABLE ... FORCE ROW LEVEL SECURITY. Superusers and roles with BYPASSRLS are still exempt."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.RowSecurity security) {
                        if (security.state().equals("ENABLE")) {
                            enabled.put(alter.table().key(), run.at(security.at()));
                        } else if (security.state().equals("FORCE")) {
                            forced.add(alter.table().key());
                        }
                    }
                }));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        enabled.forEach((table, place) -> {
            if (!forced.contains(table)) {
                findings.add(
                        this,
                        place,
                        "the policies of " + table
                                + " do not apply to its owner, which is the login of many applications");
            }
        });
    }
}
