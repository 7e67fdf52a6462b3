package org.schemuse.changelog.lint.rule.types;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** PostgreSQL refuses an UPDATE that assigns a column twice. */
public final class DuplicateColumnAssignment extends Rule {
    public DuplicateColumnAssignment() {
        super(RuleNote.of(
                "duplicate-column-assignment",
                Topic.TYPES,
                Severity.ERROR,
                "UPDATE that assigns a column twice",
                """
                PostgreSQL refuses the statement with error 42601 when the changeset runs.""",
                """
                Assign each column once."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement.all(Action.Update.class).forEach(update -> {
            Set<String> seen = new HashSet<>();
            update.columns().stream()
                    .filter(column -> !seen.add(column.name()))
                    .forEach(column ->
                            findings.add(this, column, column.name() + " is assigned twice, which PostgreSQL refuses"));
        });
    }
}
