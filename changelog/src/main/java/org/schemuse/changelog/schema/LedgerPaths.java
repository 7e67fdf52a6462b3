package org.schemuse.changelog.schema;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.LedgerPath;

/** Compares the paths in a ledger with those of a changelog that has the same changesets. */
final class LedgerPaths {
    private LedgerPaths() {}

    /** A path that a ledger has, and that of the same file as the changelog has it. */
    private record Pair(String ledger, String changelog) {
        /** What the ledger's paths begin with and the changelog's do not; empty where that is not the difference. */
        Optional<String> missing() {
            return ledger.endsWith("/" + changelog)
                    ? Optional.of(ledger.substring(0, ledger.length() - changelog.length() - 1))
                    : Optional.empty();
        }

        Pair turned() {
            return new Pair(/* ledger= */ changelog, /* changelog= */ ledger);
        }
    }

    /** Refuses a ledger that has a changelog's changesets under other paths, and says which root makes them equal. */
    static void refuse(Catalog catalog, List<AppliedChangeset> applied, String where) {
        if (!catalog.foreign()) {
            return;
        }
        pair(catalog, applied).ifPresent(pair -> {
            throw new SchemaRefusedException(where + ": its ledger has the changesets of " + catalog.name()
                    + " under other paths (" + pair.ledger() + ", expected " + pair.changelog() + "): "
                    + advice(catalog.root(), pair));
        });
    }

    private static Optional<Pair> pair(Catalog catalog, List<AppliedChangeset> applied) {
        Map<String, String> paths = new HashMap<>();
        for (Changeset changeset : catalog.everyChangeset()) {
            paths.put(changeset.id() + "::" + changeset.author(), LedgerPath.normal(changeset.file()));
        }
        List<Pair> pairs = applied.stream()
                .flatMap(row -> Stream.ofNullable(paths.get(row.id() + "::" + row.author()))
                        .map(path -> new Pair(LedgerPath.normal(row.file()), path)))
                .filter(pair -> name(pair.ledger()).equals(name(pair.changelog())))
                .toList();
        return pairs.stream()
                .filter(pair ->
                        pair.missing().isPresent() || pair.turned().missing().isPresent())
                .findFirst()
                .or(() -> pairs.stream().findFirst());
    }

    private static String advice(Path root, Pair pair) {
        Optional<String> missing = pair.missing();
        if (missing.isPresent() && root.endsWith(Path.of(missing.get()))) {
            int names = root.getNameCount() - Path.of(missing.get()).getNameCount();
            Path above = names == 0 ? root.getRoot() : root.getRoot().resolve(root.subpath(0, names));
            return "specify --changelog-root " + above;
        }
        Optional<String> further = pair.turned().missing();
        if (further.isPresent()) {
            return "specify --changelog-root " + root.resolve(further.get());
        }
        return "put the changelog where it was when it was applied, or give it logicalFilePath with the ledger's path";
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
