package org.schemuse.cli.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.InstalledSchemas;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;

/** The names of many schemas, each once. None at all is a failure, because the user meant some. */
public final class SchemaNames {
    private static final Pattern QUERY = Pattern.compile("(?is)\\s*(select|with|values|table)\\s.*");

    private SchemaNames() {}

    /**
     * The schemas of such a name that hold the catalog.
     *
     * @param pattern in which {@code *} is any characters and {@code ?} is one
     * @throws Failure (exit code 3) if there is none
     */
    public static List<String> like(String pattern, TargetDatabase target, Catalog catalog) {
        List<String> names = InstalledSchemas.holding(target.dataSource(), catalog, pattern);
        if (names.isEmpty()) {
            throw new Failure(
                    ExitCode.INPUT,
                    "No schema called \"" + pattern + "\" in " + target.description() + " holds " + catalog.name()
                            + ": schemuse world list shows those that do.");
        }
        return each(names);
    }

    /**
     * The schemas that a query returns, or that a file lists, one per line.
     *
     * @param from a query that begins with SELECT, WITH, VALUES or TABLE, or the path of a file
     * @throws Failure (exit code 3) if the file cannot be read, or there is no name or one that no schema can have
     */
    public static List<String> from(String from, TargetDatabase target) {
        List<String> names = QUERY.matcher(from).matches()
                ? InstalledSchemas.named(target.dataSource(), from)
                : lines(Path.of(from));
        if (names.isEmpty()) {
            throw new Failure(ExitCode.INPUT, "--schemas-from names no schema.");
        }
        return each(names);
    }

    private static List<String> each(List<@Nullable String> names) {
        Set<String> each = new LinkedHashSet<>();
        for (String name : names) {
            if (name == null || name.contains("\n")) {
                throw new Failure(ExitCode.INPUT, "--schemas-from gives what is no schema's name: " + name + ".");
            }
            each.add(name);
        }
        return List.copyOf(each);
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
}
