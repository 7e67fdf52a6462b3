package org.schemuse.changelog.lint.rule.data;

import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Statement;

/** PostgreSQL cannot remove a value of an enum; deleting it from the catalog corrupts indexes. */
public final class RemoveEnumValue extends Rule {
    public RemoveEnumValue() {
        super(RuleNote.of(
                "remove-enum-value",
                Topic.DATA,
                Severity.ERROR,
                "an enum value deleted from the system catalog",
                """
                PostgreSQL has no statement for this. After a DELETE in pg_enum, rows and index entries with the
                value can no longer be read.""",
                """
                Create a new type without the value, change the columns to it, and drop the old type."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        boolean direct = Stream.of("DELETE", "UPDATE").anyMatch(statement.at()::is)
                && statement.tokens().stream().anyMatch(token -> token.is("pg_enum"));
        if (direct) {
            findings.add(
                    this,
                    statement.at(),
                    "rows and index pages may still contain the value, and PostgreSQL does not check it");
        }
    }
}
