package org.schemuse.changelog.liquibase;

import liquibase.change.AbstractChange;
import liquibase.change.DatabaseChange;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.parser.core.ParsedNode;
import liquibase.resource.ResourceAccessor;
import liquibase.statement.SqlStatement;

/**
 * Stands in for Liquibase's changes that start programs or load classes: Liquibase finds these as services of a higher
 * priority, so that its own are never even made.
 */
abstract class RefusedChange extends AbstractChange {
    private static final int ABOVE_LIQUIBASE = 1000;

    /** What it does that is refused. */
    abstract String deed();

    @Override
    public void load(ParsedNode node, ResourceAccessor files) {}

    /** Accepts all: {@link ChangelogReader} refuses changes that are to run, and Liquibase also validates those that are not. */
    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }

    /** Asked while a changelog is read: one whose contexts are not chosen is no reason to stop. */
    @Override
    public boolean supports(Database database) {
        return true;
    }

    @Override
    public boolean generateStatementsVolatile(Database database) {
        return true;
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        throw new IllegalStateException(getConfirmationMessage());
    }

    @Override
    public String getConfirmationMessage() {
        return createChangeMetaData().getName() + " " + deed() + ", which is refused";
    }

    /** {@code executeCommand}. */
    @DatabaseChange(name = "executeCommand", description = "Refused", priority = ABOVE_LIQUIBASE)
    public static final class Command extends RefusedChange {
        @Override
        String deed() {
            return "starts a program";
        }
    }

    /** {@code customChange}. */
    @DatabaseChange(name = "customChange", description = "Refused", priority = ABOVE_LIQUIBASE)
    public static final class Custom extends RefusedChange {
        @Override
        String deed() {
            return "runs a Java class";
        }
    }
}
