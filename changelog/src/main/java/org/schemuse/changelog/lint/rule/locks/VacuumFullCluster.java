package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** VACUUM FULL and CLUSTER copy the table while nobody may read it. */
public final class VacuumFullCluster extends Rule {
    public VacuumFullCluster() {
        super("vacuum-full-cluster", Severity.ERROR, "VACUUM FULL and CLUSTER");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement.as(Action.Rewrite.class).ifPresent(rewrite -> {
            String message = rewrite.command() + " copies the table while nobody may read it";
            if (rewrite.table() == null) {
                findings.add(this, statement.at(), message);
            } else {
                findings.add(this, statement.at(), rewrite.table(), message);
            }
        });
    }
}
