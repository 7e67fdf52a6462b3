package org.schemuse.changelog.lint.rule.types;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** PostgreSQL refuses an UPDATE that assigns a column twice. */
public final class DuplicateColumnAssignment extends Rule {
    public DuplicateColumnAssignment() {
        super("duplicate-column-assignment", Severity.ERROR, "UPDATE that assigns a column twice");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement.all(Action.Update.class).forEach(update -> {
            Set<String> seen = new HashSet<>();
            update.columns().stream()
                    .filter(column -> !seen.add(column.name()))
                    .forEach(column -> findings.add(
                            this, column, column.name() + " is assigned before: PostgreSQL refuses the statement"));
        });
    }
}
