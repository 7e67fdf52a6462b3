package org.schemuse.changelog.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Topic;

/**
 * Writes the pages in {@code docs/lint}: that of a rule from its class and its two fixtures, and the index. With the
 * system property {@code golden.update} the tests write what they otherwise compare.
 */
final class RulePages {
    static final Path PAGES = Path.of("..", "docs", "lint");
    static final Path FIXTURES = Path.of("src", "test", "resources", "lint");
    static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private RulePages() {}

    /** The page of a rule. */
    static String page(RuleNote rule) throws IOException {
        String severity = rule.severity().word();
        String weighed = rule.dependsOnSize() ? " With `--live`, the size of the table changes the severity." : "";
        return """
                # %s

                %s, topic %s. Reports %s.%s

                %s
                ## Why

                %s

                ## Instead

                %s

                %s""".formatted(
                        rule.name(),
                        severity.substring(0, 1).toUpperCase(Locale.ROOT) + severity.substring(1),
                        rule.topic(),
                        rule.summary(),
                        weighed,
                        example(rule.name(), "err"),
                        rule.why(),
                        rule.help(),
                        example(rule.name(), "ok"));
    }

    /** The index with a table per topic; what stands before the first is kept. */
    static String index(String old) {
        String tables = Stream.of(Topic.values()).map(RulePages::table).collect(Collectors.joining("\n"));
        return old.substring(0, old.indexOf("## " + Topic.LOCKS.title())) + tables;
    }

    private static String table(Topic topic) {
        String rows = Lint.rules().stream()
                .filter(rule -> rule.topic().equals(topic.word()))
                .map(rule -> "| [%s](%s.md) | %s | %s |\n"
                        .formatted(rule.name(), rule.name(), rule.severity().word(), rule.summary()))
                .collect(Collectors.joining());
        return "## %s\n\n| rule | severity | reports |\n|---|---|---|\n%s".formatted(topic.title(), rows);
    }

    /** A fixture's changelog; {@code which} is err or ok. */
    static Path fixture(String rule, String which) throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(rule))) {
            return files.filter(file -> file.getFileName().toString().matches(which + "\\.(sql|yaml)"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String example(String rule, String which) throws IOException {
        Path file = fixture(rule, which);
        String language = file.toString().endsWith(".yaml") ? "yaml" : "sql";
        String text = language.equals("sql") ? shortened(rule, which) : Files.readString(file);
        return "```%s\n%s\n```\n".formatted(language, text.strip());
    }

    /** Without the lines that every fixture has: the header, unless it is the point; the first heading; empty rollbacks. */
    private static String shortened(String rule, String which) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(fixture(rule, which)));
        if (header(rule, "err").equals(header(rule, "ok"))) {
            lines.remove(0);
            lines.removeIf(line -> line.equals("--rollback empty"));
            if (lines.stream().filter(line -> line.startsWith("--changeset ")).count() == 1) {
                lines.remove("--changeset lint:1");
            }
        }
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n");
    }

    private static String header(String rule, String which) throws IOException {
        return Optional.of(fixture(rule, which))
                .filter(file -> file.toString().endsWith(".sql"))
                .map(RulePages::firstLine)
                .orElse("");
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
