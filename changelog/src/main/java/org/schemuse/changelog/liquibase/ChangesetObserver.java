package org.schemuse.changelog.liquibase;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Sees each changeset before, while and after it runs. The connection it is given is the one the changeset runs on,
 * where it may ask but must change nothing.
 */
public interface ChangesetObserver {
    /** Before the first statement. */
    void begins(Connection connection, ObservedChangeset changeset) throws SQLException;

    /** Before every commit, the one that ends a changeset among them: until then it holds its locks. */
    void commits(Connection connection) throws SQLException;

    /** After the last statement; not called for a changeset that fails. */
    void ended(Connection connection) throws SQLException;

    /**
     * A changeset that runs, up or down.
     *
     * @param file the path the ledger stores
     * @param inTransaction false where it says {@code runInTransaction:false}
     */
    record ObservedChangeset(String id, String file, boolean inTransaction) {}
}
