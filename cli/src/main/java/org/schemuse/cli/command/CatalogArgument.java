package org.schemuse.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.Shell;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The catalog a command is about: one of ours by its name, or any Liquibase changelog by its path. */
final class CatalogArgument {
    private static final String DEFAULT = "vibemuse";

    @Parameters(
            index = "0",
            paramLabel = "CATALOG",
            arity = "0..1",
            defaultValue = DEFAULT,
            description = "A catalog's name, or the path of any Liquibase changelog (SQL, YAML, XML)."
                    + " Default: ${DEFAULT-VALUE}. See: schemuse catalogs")
    private String name;

    @Option(
            names = "--changelog-root",
            paramLabel = "DIR",
            description = "The folder that holds every file of a changelog given by path, and that its paths in the"
                    + " ledger start from. Default: the changelog's own folder.")
    private Path root;

    private Catalog read;

    /** The word that was taken for a catalog where it is none: what it meant, the command knows. */
    Optional<String> releaseWord() {
        if (Catalog.named(name).isPresent() || isPath(name)) {
            return Optional.empty();
        }
        String word = name;
        name = DEFAULT;
        return Optional.of(word);
    }

    Catalog catalog() {
        if (read == null) {
            read = find();
        }
        return read;
    }

    private Catalog find() {
        if (isPath(name)) {
            return ChangelogReader.read(Path.of(name), root);
        }
        if (root != null) {
            throw Failure.usage("--changelog-root goes with the path of a changelog, found \"" + name + "\".");
        }
        return Catalog.named(name)
                .orElseThrow(() -> Failure.usage("There is no catalog \"" + name + "\": expected one of "
                        + Catalog.all().stream().map(Catalog::name).collect(Collectors.joining(", "))
                        + ", or the path of a changelog."));
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
                + (options.schema() == null ? "" : " --schema " + Shell.quoted(options.schema()));
    }

    Schema in(DataSource database, GlobalOptions options) {
        return Schema.of(database, catalog(), schemaName(options)).noting(options.output()::warn);
    }
}
