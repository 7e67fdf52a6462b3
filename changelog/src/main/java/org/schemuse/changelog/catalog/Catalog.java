package org.schemuse.changelog.catalog;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A schema that can be installed anywhere in PostgreSQL, and its changesets in the order they are applied.
 *
 * @param name names the folder below {@code catalogs/} and is the default name of the schema
 * @param title what it is, in one line for people
 */
public record Catalog(String name, String title, List<Changeset> changesets) {
    public Catalog {
        changesets = List.copyOf(changesets);
    }

    /** Every catalog of this build. */
    public static List<Catalog> all() {
        return Loaded.CATALOGS;
    }

    public static Optional<Catalog> named(String name) {
        return all().stream().filter(catalog -> catalog.name().equals(name)).findFirst();
    }

    /** Every label of its changesets. */
    public SortedSet<String> labels() {
        return changesets.stream()
                .flatMap(changeset -> changeset.labels().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where the master changelog lies among the resources. */
    public String changelog() {
        return "catalogs/" + name + "/changelog.yaml";
    }

    /** Reads the changelogs when they are first asked for, once. */
    private static final class Loaded {
        /** A folder in a jar cannot be listed, so the names stand here; a test compares them with the folders. */
        static final List<Catalog> CATALOGS = Stream.of("vibemuse", "vibecoder", "promptpal", "triberspace", "virtubar")
                .map(ChangelogFiles::catalog)
                .toList();
    }
}
