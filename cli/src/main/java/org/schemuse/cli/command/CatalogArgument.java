package org.schemuse.cli.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.Shell;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.CloseMatch;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The catalog a command is about: one of ours by its name, or any Liquibase changelog by its path. */
final class CatalogArgument {
    private static final String DEFAULT = "vibemuse";
    private static final List<String> FOR_PATHS = List.of(
            "--changelog-root", "--contexts", "--label-filter", "--ledger-schema", "--ledger-tables", "--allow-java");

    @Parameters(
            index = "0",
            paramLabel = "CATALOG",
            arity = "0..1",
            defaultValue = DEFAULT,
            completionCandidates = Names.class,
            description = "A catalog's name, or the path of any Liquibase changelog (SQL, YAML, XML)."
                    + " Default: ${DEFAULT-VALUE}. See: schemuse catalogs")
    private String name;

    @Option(
            names = "--changelog-root",
            paramLabel = "DIR",
            description = "The folder that holds every file of a changelog given by path, and that its paths in the"
                    + " ledger start from. Default: the changelog's own folder.")
    private Path root;

    @Option(
            names = "--contexts",
            paramLabel = "CONTEXT[,CONTEXT...]",
            description = "The contexts of Liquibase to run a changelog in, or all. A changelog whose changesets have"
                    + " contexts needs it.")
    private String contexts;

    @Option(
            names = "--label-filter",
            paramLabel = "EXPRESSION",
            description = "The changesets of a changelog with these labels, as Liquibase takes it: \"a and !b\".")
    private String labelFilter;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value the changelog leaves open, the same at each run. Repeatable.")
    private Map<String, String> parameters = new HashMap<>();

    @Mixin
    private LedgerOptions ledger;

    @Option(
            names = "--allow-java",
            paramLabel = "CLASSPATH",
            description = "Jars and folders whose classes customChange and customPrecondition may run; else both are"
                    + " refused.")
    private String javaClasses;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Catalog read;

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

    /** The word that was taken for a catalog where it is none: what it meant, the command knows. */
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

    /** The standard filter with the parameters given. */
    ChangesetFilter filter() {
        return filter(Set.of());
    }

    /** With these labels of our own catalogs. */
    ChangesetFilter filter(Set<String> labels) {
        if (!labels.isEmpty() && labelFilter != null) {
            throw Failure.usage("--labels and --label-filter both choose by label: specify one of them.");
        }
        return new ChangesetFilter(labels, parameters);
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
            return ChangelogReader.readAs(Path.of(name), reading());
        }
        // A configuration file may have them for the changelog that it names.
        FOR_PATHS.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw Failure.usage(option + " goes with the path of a changelog, found \"" + name + "\".");
                });
        return Catalog.named(name)
                .orElseThrow(() -> Failure.usage("There is no catalog \"" + name + "\": expected one of "
                        + String.join(", ", Names.all()) + ", or the path of a changelog."
                        + CloseMatch.question(name, Names.all())));
    }

    private Reading reading() {
        return new Reading(root, contexts, labelFilter, parameters, classPath(), ledger.tables());
    }

    private List<Path> classPath() {
        if (javaClasses == null) {
            return List.of();
        }
        List<Path> classPath = Stream.of(javaClasses.split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        classPath.stream().filter(Files::notExists).findFirst().ifPresent(missing -> {
            throw Failure.usage("--allow-java: there is no jar or folder " + missing + ".");
        });
        return classPath;
    }

    /** A name of ours has neither dots nor slashes in it. */
    private static boolean isPath(String name) {
        return Catalog.named(name).isEmpty()
                && (name.contains("/") || name.contains(".") || Files.isRegularFile(Path.of(name)));
    }

    /** The database it is installed in; a failure where there is none to look into. */
    static Target installed(GlobalOptions options) {
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
        return "schemuse migrate " + Shell.quoted(name)
                + (root == null ? "" : " --changelog-root " + Shell.quoted(root.toString()))
                + (contexts == null ? "" : " --contexts " + Shell.quoted(contexts))
                + (options.schema() == null ? "" : " --schema " + Shell.quoted(options.schema()));
    }

    Schema in(DataSource database, GlobalOptions options) {
        return Schema.of(database, catalog(), schemaName(options)).noting(options.output()::warn);
    }
}
