package org.schemuse.cli.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.cli.connect.Shell;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How a changelog given by path is read. */
final class ChangelogOptions {
    private static final List<String> FOR_PATHS = List.of(
            "--changelog-root", "--contexts", "--label-filter", "--ledger-schema", "--ledger-tables", "--allow-java");

    @Option(
            names = "--changelog-root",
            paramLabel = "DIR",
            description = "The folder that holds every file of a changelog given by path, and that its paths in the"
                    + " ledger start from. Default: the changelog's own folder.")
    private @Nullable Path root;

    @Option(
            names = "--contexts",
            paramLabel = "CONTEXT[,CONTEXT...]",
            description = "The contexts of Liquibase to run a changelog in, or all. A changelog whose changesets have"
                    + " contexts needs it.")
    private @Nullable String contexts;

    @Option(
            names = "--label-filter",
            paramLabel = "EXPRESSION",
            description = "The changesets of a changelog with these labels, as Liquibase takes it: \"a and !b\".")
    private @Nullable String labelFilter;

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
    private @Nullable String javaClasses;

    Reading reading() {
        return new Reading(root, contexts, labelFilter, parameters, classPath(), ledger.tables());
    }

    ChangesetFilter filter(Set<String> labels) {
        if (!labels.isEmpty() && labelFilter != null) {
            throw Failure.usage("--labels and --label-filter both choose by label: specify one of them.");
        }
        return new ChangesetFilter(labels, parameters);
    }

    /** An option of the command line that only a changelog given by path can have. */
    Optional<String> givenForPaths(ParseResult commandLine) {
        return FOR_PATHS.stream().filter(commandLine::hasMatchedOption).findFirst();
    }

    /** These options as a shell takes them, as far as another command needs them to find the same changesets. */
    String words() {
        return (root == null ? "" : " --changelog-root " + Shell.quoted(root.toString()))
                + (contexts == null ? "" : " --contexts " + Shell.quoted(contexts));
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
}
