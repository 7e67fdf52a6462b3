package org.schemuse.changelog.lint.rule.locks;

import java.util.Set;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** A default that has to be computed for each row rewrites the table. */
public final class VolatileDefault extends Rule {
    /** now() and current_timestamp are not among them: within a transaction they are constant. */
    private static final Set<String> VOLATILE = Set.of(
            "random",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v4",
            "clock_timestamp",
            "timeofday",
            "nextval");

    public VolatileDefault() {
        super("volatile-default", Severity.ERROR, "a new column whose default differs from row to row");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(
                statement,
                Change.AddColumn.class,
                (table, add) -> add.column().defaultValue().stream()
                        .filter(token -> VOLATILE.stream().anyMatch(token::is))
                        .findFirst()
                        .ifPresent(token -> findings.add(
                                this, add.at(), table, token.text() + "() is asked for every row: rewrites " + table)));
    }
}
