package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.InstalledSchemas;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Option;

/** Whether a command is for many schemas, for which, and how. */
final class ManySchemas {
    private static final Pattern QUERY = Pattern.compile("(?is)\\s*(select|with|values|table)\\s.*");

    @Option(
            names = "--schemas-from",
            paramLabel = "FILE|SQL",
            description = "Migrate the schemas that a file names, one a line, or that a query returns."
                    + " --schema 'NAME*' migrates those of such names that hold the catalog.")
    private String from;

    @Option(
            names = "--on-failure",
            paramLabel = "ACTION",
            defaultValue = "stop",
            description = "With many schemas, what to do after one failed: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    private OnFailure onFailure;

    /** What to do after one of many schemas failed. */
    enum OnFailure {
        STOP,
        CONTINUE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = CountReader.class,
            description = "With many schemas: so many at a time, each in a process of its own."
                    + " Default: one for each processor.")
    private Integer workers;

    boolean wanted(GlobalOptions options) {
        boolean pattern = options.namesMany();
        if (from != null && options.schema() != null) {
            throw Failure.usage("--schema and --schemas-from both say which schemas are meant: leave one out.");
        }
        if (from == null && !pattern && workers != null) {
            throw Failure.usage("--workers is for many schemas: name them with --schema 'NAME*' or --schemas-from.");
        }
        return from != null || pattern;
    }

    /** The schemas, each once; none at all is a failure, for somebody meant some. */
    List<String> names(Target target, Catalog catalog, GlobalOptions options) {
        List<String> names = from == null
                ? InstalledSchemas.holding(target.dataSource(), catalog, options.schema())
                : QUERY.matcher(from).matches()
                        ? InstalledSchemas.named(target.dataSource(), from)
                        : lines(Path.of(from));
        if (names.isEmpty()) {
            throw new Failure(
                    ExitCode.INPUT,
                    from == null
                            ? "No schema called \"" + options.schema() + "\" in " + target.description() + " holds "
                                    + catalog.name() + ": schemuse world list shows those that do."
                            : "--schemas-from names no schema.");
        }
        names.stream()
                .filter(name -> name == null || name.contains("\n"))
                .findFirst()
                .ifPresent(name -> {
                    throw new Failure(ExitCode.INPUT, "--schemas-from gives what is no schema's name: " + name + ".");
                });
        return names.stream().distinct().toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.INPUT,
                    "Cannot read the schemas' names from " + file + ": " + Failure.reason(e)
                            + ". Expected a file with one on each line, or a query that begins with SELECT.",
                    e);
        }
    }

    int workers(List<String> schemas) {
        int most = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        return Math.min(most, schemas.size());
    }

    boolean stops() {
        return onFailure == OnFailure.STOP;
    }
}
