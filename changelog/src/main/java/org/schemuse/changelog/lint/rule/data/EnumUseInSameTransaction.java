package org.schemuse.changelog.lint.rule.data;

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
import org.schemuse.changelog.lint.sql.Token;

/** A new value of an enum cannot be used before the transaction that added it has ended. */
public final class EnumUseInSameTransaction extends Rule {
    private final Set<String> added = new HashSet<>();

    public EnumUseInSameTransaction() {
        super(RuleNote.of(
                "enum-use-in-same-transaction",
                Topic.DATA,
                Severity.ERROR,
                "an enum value used in the transaction that added it",
                """
                PostgreSQL refuses the statement with error 55P04, 'unsafe use of new value'.""",
                """
                Use the value in a later changeset."""));
    }

    @Override
    public void transaction() {
        added.clear();
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement.as(Action.AddEnumValue.class).ifPresent(add -> added.add(add.label()));
        if (!run.inTransaction() || statement.as(Action.AddEnumValue.class).isPresent()) {
            return;
        }
        statement.tokens().stream()
                .filter(token -> token.kind() == Token.Kind.STRING && added.contains(token.text()))
                .findFirst()
                .ifPresent(token -> findings.add(
                        this,
                        token,
                        "PostgreSQL refuses \"" + token.text()
                                + "\" until the transaction that added it is committed"));
    }
}
