package org.schemuse.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.Shell;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.CloseMatch;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The changelog that a command works on: a catalog by its name, or any Liquibase changelog by its path. */
final class CatalogArgument {
    private static final String DEFAULT = "vibemuse";

    @Parameters(
            index = "0",
            paramLabel = "CATALOG",
            arity = "0..1",
            defaultValue = DEFAULT,
            completionCandidates = Names.class,
            description = "A catalog's name, or the path of any Liquibase changelog (SQL, YAML, XML)."
                    + " Default: ${DEFAULT-VALUE}. See: schemuse catalogs")
    private String name;

    @Mixin
    private ChangelogOptions changelog;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private @Nullable Catalog read;

    /** For completion. */
    static final class Names implements Iterable<String> {
        static List<String> all() {
            return Catalog.all().stream().map(Catalog::name).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }

    /** The word that was read as a catalog and is none. The command knows what it means. */
    Optional<String> releaseWord() {
        if (Catalog.named(name).isPresent() || isPath(name)) {
            return Optional.empty();
        }
        String word = name;
        name = configured();
        return Optional.of(word);
    }

    Catalog catalog() {
        if (read == null) {
            read = find();
        }
        return read;
    }

    /** What has no label, with the parameters given. */
    ChangesetFilter filter() {
        return filter(Set.of());
    }

    /** The same, and what has one of these labels of our own catalogs. */
    ChangesetFilter filter(Set<String> labels) {
        return changelog.filter(labels);
    }

    private String configured() {
        try {
            String value = spec.commandLine()
                    .getDefaultValueProvider()
                    .defaultValue(spec.positionalParameters().get(0));
            return value == null ? DEFAULT : value;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Catalog find() {
        if (isPath(name)) {
            return ChangelogReader.readAs(Path.of(name), changelog.reading());
        }
        // Only the command line is checked: a configuration file may set them for the changelog that it names.
        changelog.givenForPaths(spec.commandLine().getParseResult()).ifPresent(option -> {
            throw Failure.usage(option + " goes with the path of a changelog, found \"" + name + "\".");
        });
        return Catalog.named(name)
                .orElseThrow(() -> Failure.usage("There is no catalog \"" + name + "\": expected one of "
                        + String.join(", ", Names.all()) + ", or the path of a changelog."
                        + CloseMatch.question(name, Names.all())));
    }

    /** A name of ours has neither dots nor slashes in it. */
    private static boolean isPath(String name) {
        return Catalog.named(name).isEmpty()
                && (name.contains("/") || name.contains(".") || Files.isRegularFile(Path.of(name)));
    }

    /** The database that it is installed in. Without a database, this is a failure. */
    static TargetDatabase installed(GlobalOptions options) {
        return options.existingTarget()
                .orElseThrow(() -> Failure.database("Nothing is installed here: there is no .schemuse folder in the"
                        + " working directory, and neither --url nor PGHOST names a database."));
    }

    /** The schema this catalog is, or is to be, installed in. */
    String schemaName(GlobalOptions options) {
        return options.schemaOr(catalog().defaultSchema());
    }

    /** The command that installs it there, as a shell takes it. */
    String migration(GlobalOptions options) {
        return "schemuse migrate " + Shell.quoted(name) + changelog.words()
                + (options.schema() == null ? "" : " --schema " + Shell.quoted(options.schema()));
    }

    Schema in(DataSource database, GlobalOptions options) {
        return Schema.of(database, catalog(), schemaName(options)).noting(options.output()::warn);
    }
}
