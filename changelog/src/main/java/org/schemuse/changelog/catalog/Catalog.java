package org.schemuse.changelog.catalog;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schema that can be installed anywhere in PostgreSQL, and its changesets in the order they are applied: one of this
 * build, or a foreign changelog, which is any other Liquibase changelog.
 *
 * @param name names the folder below {@code catalogs/}; of a foreign changelog, the same as {@code changelog}
 * @param title what it is, in one line for people
 * @param others changesets that are not to be applied, because their contexts or labels are not chosen, but that a ledger
 *     may have
 * @param changelog where the master changelog lies: among the resources, or below the folder of {@code reading}
 * @param files of a foreign changelog, below the folder of {@code reading}: all that its changesets consist of
 * @param reading how a foreign changelog is read; null for a catalog of this build
 */
public record Catalog(
        String name,
        String title,
        List<Changeset> changesets,
        List<Changeset> others,
        String changelog,
        SortedSet<String> files,
        @Nullable Reading reading) {
    public Catalog {
        changesets = List.copyOf(changesets);
        others = List.copyOf(others);
        files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
    }

    /** A catalog of this build. */
    Catalog(String name, String title, List<Changeset> changesets) {
        this(name, title, changesets, List.of(), "catalogs/" + name + "/changelog.yaml", new TreeSet<>(), null);
    }

    /** Every catalog of this build. */
    public static List<Catalog> all() {
        return Loaded.CATALOGS;
    }

    /**
     * The changelog that catalogs share whose tables imports fill. It is no catalog by itself, but can be installed by itself
     * beside tables of somebody else's.
     */
    public static Catalog importLedger() {
        return Loaded.IMPORT_LEDGER;
    }

    /** The catalog of a name, or the shared changelog of that name. */
    public static Optional<Catalog> named(String name) {
        return Stream.concat(all().stream(), Stream.of(importLedger()))
                .filter(catalog -> catalog.name().equals(name))
                .findFirst();
    }

    /** The files of its own, without those of a changelog that it shares with others. */
    public List<String> ownFiles() {
        String folder = changelog.substring(0, changelog.lastIndexOf('/') + 1);
        return changesets.stream()
                .map(Changeset::file)
                .filter(file -> foreign() || file.startsWith(folder))
                .toList();
    }

    /** Every label of its changesets. */
    public SortedSet<String> labels() {
        return changesets.stream()
                .flatMap(changeset -> changeset.labels().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it is a foreign changelog: one that does not belong to this build. */
    public boolean foreign() {
        return reading != null;
    }

    /** The tables of its ledger. */
    public LedgerTables ledger() {
        return reading == null ? LedgerTables.standard() : reading.ledger();
    }

    /**
     * The folder that holds every file of a foreign changelog.
     *
     * @throws NullPointerException of a catalog of this build
     */
    public Path root() {
        return Objects.requireNonNull(Objects.requireNonNull(reading, name).root(), name);
    }

    /** Whether a filter takes a changeset. Of a foreign changelog it takes all whose contexts and labels are chosen. */
    public boolean takes(ChangesetFilter filter, Changeset changeset) {
        return (foreign() && filter.labels().isEmpty()) || filter.takes(changeset);
    }

    /** Every changeset that a ledger of it may have. */
    public List<Changeset> everyChangeset() {
        return Stream.concat(changesets.stream(), others.stream()).toList();
    }

    /** The schema it is installed in if none is named; for a foreign changelog, Liquibase's default. */
    public String defaultSchema() {
        return foreign() ? "public" : name;
    }

    /** Reads the changelogs when they are first asked for, once. */
    private static final class Loaded {
        /** A folder in a jar cannot be listed, so the names stand here; a test compares them with the folders. */
        static final List<Catalog> CATALOGS = Stream.of("vibemuse", "vibecoder", "promptpal", "triberspace", "virtubar")
                .map(ChangelogFiles::catalog)
                .toList();

        static final Catalog IMPORT_LEDGER = ChangelogFiles.catalog("import-ledger");
    }
}
