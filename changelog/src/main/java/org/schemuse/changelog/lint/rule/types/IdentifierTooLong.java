package org.schemuse.changelog.lint.rule.types;

import java.nio.charset.StandardCharsets;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Statement;

/** PostgreSQL cuts names at 63 bytes and says so only in a notice. */
public final class IdentifierTooLong extends Rule {
    private static final int LIMIT = 63;

    public IdentifierTooLong() {
        super(RuleNote.of(
                "identifier-too-long", Topic.TYPES, Severity.ERROR, "a name of more than 63 bytes", """
                PostgreSQL truncates a name to 63 bytes and only prints a notice. Two long names with the same
                beginning are then the same name. Bytes count, not characters.""", """
                Use a shorter name."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        if (!statement.at().is("CREATE") && !statement.at().is("ALTER")) {
            return;
        }
        statement.tokens().stream()
                .filter(token -> token.isName() && !token.text().startsWith("${"))
                .filter(token -> token.text().getBytes(StandardCharsets.UTF_8).length > LIMIT)
                .forEach(token -> findings.add(this, token, "PostgreSQL truncates this name to " + LIMIT + " bytes"));
    }
}
