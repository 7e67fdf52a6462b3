package org.schemuse.changelog.catalog;

import java.util.Map;
import java.util.Set;

/**
 * Selects the changesets of a catalog, and gives the values of their changelog parameters.
 *
 * @param labels take the changesets without a label and those with one of these; none: take all but those labelled
 *     {@value #OPTIONAL}
 * @param parameters values of changelog parameters such as {@code auth.users.table}; a changeset that uses one brings
 *     its default
 */
public record ChangesetFilter(Set<String> labels, Map<String, String> parameters) {
    /** A changeset with this label is taken only where one of its labels is asked for. */
    public static final String OPTIONAL = "optional";

    public ChangesetFilter {
        labels = Set.copyOf(labels);
        parameters = Map.copyOf(parameters);
    }

    /** The filter of a migration without options. */
    public static ChangesetFilter standard() {
        return new ChangesetFilter(Set.of(), Map.of());
    }

    /** Every changeset of a catalog, whatever its labels. */
    public static ChangesetFilter complete(Catalog catalog, Map<String, String> parameters) {
        return new ChangesetFilter(catalog.labels(), parameters);
    }

    public boolean takes(Changeset changeset) {
        if (labels.isEmpty()) {
            return !changeset.labels().contains(OPTIONAL);
        }
        return changeset.labels().isEmpty() || changeset.labels().stream().anyMatch(labels::contains);
    }
}
