package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A constraint of a domain is checked in every table that uses it. */
public final class DomainWithConstraint extends Rule {
    public DomainWithConstraint() {
        super(RuleNote.of(
                "domain-with-constraint", Topic.TYPES, Severity.WARNING, "a domain with a constraint", """
                A later change of the constraint reads every table that uses the domain, and no table shows that it
                depends on it.""", """
                Put the CHECK constraint into the table."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateDomain.class)
                .filter(Action.CreateDomain::constrained)
                .ifPresent(domain -> findings.add(
                        this,
                        statement.at(),
                        "changing the constraint of " + domain.domain() + " later will read every table that uses it"));
        statement
                .as(Action.AlterDomain.class)
                .filter(Action.AlterDomain::addsConstraint)
                .ifPresent(domain -> findings.add(
                        this,
                        statement.at(),
                        "reads every table that uses " + domain.domain() + " and blocks its writes meanwhile"));
    }
}
