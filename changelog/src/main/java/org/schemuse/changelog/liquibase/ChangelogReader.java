package org.schemuse.changelog.liquibase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.catalog.UnusableChangelogException;

/**
 * Reads Liquibase changelogs of any form (formatted SQL, YAML, XML, JSON) without a database. It refuses changes that
 * start programs or load classes, and files outside the changelog's folder, before anything else happens.
 */
public final class ChangelogReader {
    private ChangelogReader() {}

    /**
     * Reads a foreign changelog, with the changesets that are meant for PostgreSQL.
     *
     * @param file the master changelog
     * @param root the folder that every file of it lies in, and that its paths in the ledger start from; null for the
     *     folder {@code file} lies in
     * @throws UnusableChangelogException where it cannot be read, or asks for what is not allowed
     */
    public static Catalog read(Path file, @Nullable Path root) {
        return readAs(file, Reading.in(root));
    }

    /** The same, as {@code reading} has it; its folder may be null as well. */
    public static Catalog readAs(Path file, Reading reading) {
        Path root = reading.root() == null ? file.toAbsolutePath().getParent() : reading.root();
        // The root of the file system has no parent, and is no changelog.
        Path folder = real(Objects.requireNonNullElse(root, file));
        Path real = real(file);
        if (!real.startsWith(folder) || Files.isDirectory(real)) {
            throw new UnusableChangelogException(file + ": expected a changelog inside of " + folder
                    + ": name a file, and a --changelog-root above it");
        }
        String path = folder.relativize(real).toString().replace('\\', '/');
        Catalog unread =
                new Catalog(path, "Changelog " + path, List.of(), List.of(), path, new TreeSet<>(), reading.at(folder));
        return ParsedChangelog.of(unread, ChangesetFilter.standard()).catalog();
    }

    /**
     * The SQL of every changeset of a catalog, up and down.
     *
     * @param filter fills in the changelog's parameters; its labels do not matter
     * @throws UnusableChangelogException as {@link #read}
     */
    public static List<PlannedChangeset> plan(Catalog catalog, ChangesetFilter filter) {
        return ParsedChangelog.of(catalog, filter).plan();
    }

    /**
     * What each changeset says of how it is to be run, in the order of {@link #plan}: Liquibase's attributes in small
     * letters, of its SQL {@code splitstatements} and {@code enddelimiter}, of its rollback's the same behind
     * {@code rollback}, and the {@code tag} it sets.
     *
     * @throws UnusableChangelogException as {@link #read}
     */
    public static List<Map<String, String>> attributes(Catalog catalog, ChangesetFilter filter) {
        return ParsedChangelog.of(catalog, filter).attributes();
    }

    /**
     * Ids of the changesets that cannot be part of a transaction, up or down.
     *
     * @throws UnusableChangelogException as {@link #read}
     */
    public static Set<String> outsideOfTransactions(Catalog catalog, ChangesetFilter filter) {
        return ParsedChangelog.of(catalog, filter)
                .map(changeset -> changeset.isRunInTransaction() ? null : changeset.getId())
                .stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UnusableChangelogException(path + ": there is no such file or folder, or it may not be read", e);
        }
    }
}
