package org.schemuse.changelog.liquibase;

import java.util.List;
import org.schemuse.changelog.catalog.Changeset;

/**
 * A changeset and the SQL it stands for, as Liquibase would run it on PostgreSQL.
 *
 * @param changeset as the catalog lists it
 * @param source the file it was read from, relative to the changelog's root; the ledger's path may be another
 * @param line where it begins in that file, from 1; 0 where that cannot be told
 * @param inTransaction false where it says {@code runInTransaction:false}
 * @param runAlways whether every run applies it again
 * @param runOnChange whether it is applied again when its text has changed
 * @param sql the statements up, in the order they run
 * @param rollback the statements down, in the order they run; empty where it cannot be rolled back
 * @param unknown why the statements of a change cannot be told before it runs; empty where all can
 */
public record PlannedChangeset(
        Changeset changeset,
        String source,
        int line,
        boolean inTransaction,
        boolean runAlways,
        boolean runOnChange,
        List<Statement> sql,
        List<Statement> rollback,
        List<String> unknown) {
    public PlannedChangeset {
        sql = List.copyOf(sql);
        rollback = List.copyOf(rollback);
        unknown = List.copyOf(unknown);
    }

    /**
     * One statement, without the delimiter behind it.
     *
     * @param change the kind of change it comes from, such as {@code sql}, {@code sqlFile} or {@code createTable}
     * @param file where its text stands: its changeset's file, or that of a {@code sqlFile}
     * @param line where its text begins in that file, else where its changeset does; 0 where neither can be told
     */
    public record Statement(String sql, String change, String file, int line) {}
}
