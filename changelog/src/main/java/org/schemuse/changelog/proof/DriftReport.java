package org.schemuse.changelog.proof;

import java.time.Duration;
import java.util.List;
import org.schemuse.changelog.fingerprint.Difference;

/**
 * The differences between a live schema and what its changelog creates.
 *
 * @param drifted whether there is any difference
 * @param changesetCount how many are applied, and were applied to the copy
 * @param differences what the changelog creates is the expected side
 * @param copy where the fingerprint of the copy comes from
 * @param notCompared kinds of objects in which a difference is not found, in words
 */
public record DriftReport(
        String catalog,
        String schema,
        boolean drifted,
        int changesetCount,
        List<Difference> differences,
        Copy copy,
        List<String> notCompared,
        Duration took) {
    /** What a fingerprint does not have a line for. */
    static final List<String> NOT_COMPARED = List.of(
            "rows of tables, values of sequences and contents of materialized views",
            "partitions that only one side has",
            "objects of other schemas, and casts between types of other schemas",
            "operator classes and families, conversions, text search parsers and templates (only counted)",
            "extensions, languages, access methods, foreign servers and user mappings",
            "publications, subscriptions and event triggers",
            "roles, memberships, tablespaces, and settings of roles and of the database",
            "default privileges that hold for every schema",
            "security labels and large objects");

    public DriftReport {
        differences = List.copyOf(differences);
        notCompared = List.copyOf(notCompared);
    }

    /** Where the fingerprint of a copy comes from. */
    public enum Copy {
        /** This run made the copy. */
        MADE,
        /** An earlier run made it and stored its fingerprint. */
        STORED
    }
}
