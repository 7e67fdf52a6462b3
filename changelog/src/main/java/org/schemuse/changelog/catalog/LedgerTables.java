package org.schemuse.changelog.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The two tables of a ledger, which Liquibase keeps for each changelog.
 *
 * @param schema that they are in; null for the schema that the changelog is installed in
 * @param changes the table of applied changesets
 * @param lock the table of the lock
 */
public record LedgerTables(@Nullable String schema, String changes, String lock) {
    private static final LedgerTables STANDARD = new LedgerTables(null, "databasechangelog", "databasechangeloglock");

    /** Liquibase's own names, in the schema of the changelog. */
    public static LedgerTables standard() {
        return STANDARD;
    }

    /** The schema of a ledger whose changelog is installed in {@code target}. */
    public String schemaOr(String target) {
        return schema == null ? target : schema;
    }

    /** Whether a relation is one of the two. */
    public boolean includes(String relation) {
        return relation.equals(changes) || relation.equals(lock);
    }
}
