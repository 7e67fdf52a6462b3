package org.schemuse.changelog.liquibase;

import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.PreconditionErrorException;
import liquibase.precondition.CustomPreconditionWrapper;

/**
 * Stands in for Liquibase's precondition that loads a class. A changelog that would run one is refused when it is read;
 * this one also holds for the changesets of contexts that are not chosen, which drift may apply to its copy.
 */
public final class RefusedPrecondition extends CustomPreconditionWrapper {
    @Override
    public void check(Database database, DatabaseChangeLog changelog, ChangeSet changeset, ChangeExecListener listener)
            throws PreconditionErrorException {
        throw new PreconditionErrorException(
                new IllegalStateException("customPrecondition runs a Java class, which is refused: use sqlCheck"
                        + " instead, or allow its classes with --allow-java"),
                changelog,
                this);
    }
}
