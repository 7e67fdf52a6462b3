package org.schemuse.cli.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.lint.Lint;
import org.schemuse.changelog.lint.report.LintReport;

/** What lint reads together: each catalog alone, and all files as one changelog. */
public final class LintRuns {
    /** The schema of files, which have no name. */
    private static final String SCHEMA_OF_FILES = "public";

    private final Map<String, Lint> runs = new LinkedHashMap<>();

    /**
     * Runs over catalogs and files.
     *
     * @param names of catalogs, and paths of files and folders; none for every catalog
     * @param root the folder that the paths of changelogs start from; null for that of each file
     * @param parameters values of the changelogs, by name
     */
    public LintRuns(List<String> names, @Nullable Path root, Map<String, String> parameters) {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            Optional<Catalog> catalog = Catalog.named(name);
            catalog.ifPresentOrElse(found -> runs.put(found.name(), Lint.of(found)), () -> files.add(Path.of(name)));
        }
        if (names.isEmpty()) {
            Catalog.all().forEach(catalog -> runs.put(catalog.name(), Lint.of(catalog)));
        }
        if (!files.isEmpty()) {
            runs.put(SCHEMA_OF_FILES, Lint.of(files, root, parameters));
        }
    }

    /** One report of all runs; {@code look} makes that of one, given the schema that it goes into where none is named. */
    public LintReport report(BiFunction<String, Lint, LintReport> look) {
        return LintReport.of(runs.entrySet().stream()
                .map(run -> look.apply(run.getKey(), run.getValue()))
                .toList());
    }
}
