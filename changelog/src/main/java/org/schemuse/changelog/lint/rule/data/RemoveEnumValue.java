package org.schemuse.changelog.lint.rule.data;

import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Statement;

/** PostgreSQL cannot remove a value of an enum; deleting it from the catalog corrupts indexes. */
public final class RemoveEnumValue extends Rule {
    public RemoveEnumValue() {
        super("remove-enum-value", Severity.ERROR, "an enum value removed by hand from the system catalog");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        boolean direct = Stream.of("DELETE", "UPDATE").anyMatch(statement.at()::is)
                && statement.tokens().stream().anyMatch(token -> token.is("pg_enum"));
        if (direct) {
            findings.add(this, statement.at(), "rows and index pages may still hold the value, and nothing checks");
        }
    }
}
