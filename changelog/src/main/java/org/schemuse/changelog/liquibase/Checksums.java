package org.schemuse.changelog.liquibase;

import java.sql.Connection;
import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerPath;

/** Finds the changesets whose text has changed since they were applied. */
public final class Checksums {
    private Checksums() {}

    /**
     * A row of the ledger.
     *
     * @param checksum as the ledger has it, such as {@code 9:0123...}; null where it was cleared
     */
    public record Stored(
            String id, String author, String file, @Nullable String checksum) {}

    /**
     * A changeset whose text is not the one that was applied.
     *
     * @param appliedChecksum the ledger's checksum
     * @param currentChecksum the checksum of its text now
     */
    public record Changed(String id, String author, String file, String appliedChecksum, String currentChecksum) {}

    /**
     * Those that were changed, in the changelog's order; what may run again when it changes is left out.
     *
     * @param connection whose {@code search_path} is the schema, for changelog parameters that the database has values for
     */
    public static List<Changed> changed(
            Catalog catalog, ChangesetFilter filter, List<Stored> ledger, Connection connection) {
        return ParsedChangelog.of(catalog, filter, database(connection))
                .map(changeset -> changed(changeset, ledger))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Database database(Connection connection) {
        try {
            LiquibaseScope.prepare();
            return DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new NamelessConnection(connection));
        } catch (DatabaseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Changed> changed(ChangeSet changeset, List<Stored> ledger) {
        if (changeset.isRunOnChange() || changeset.isAlwaysRun()) {
            return List.of();
        }
        return ledger.stream()
                .filter(row -> row.checksum() != null
                        && row.id().equals(changeset.getId())
                        && row.author().equals(changeset.getAuthor())
                        && LedgerPath.normal(row.file()).equals(LedgerPath.normal(changeset.getFilePath()))
                        && !changeset.isCheckSumValid(CheckSum.parse(row.checksum())))
                .map(row -> new Changed(row.id(), row.author(), row.file(), row.checksum(), current(changeset)))
                .toList();
    }

    private static String current(ChangeSet changeset) {
        return changeset.generateCheckSum(ChecksumVersion.latest()).toString();
    }
}
