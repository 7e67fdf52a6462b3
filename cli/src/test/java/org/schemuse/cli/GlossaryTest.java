package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that {@code docs/glossary.md} names exists: classes, tables, options and folders. */
class GlossaryTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern TABLE = Pattern.compile("(?i)CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(REPOSITORY.resolve("docs/glossary.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }

    /** Files of the repository's own sources below a folder. */
    private static List<Path> sources(String below, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve(below))) {
            return files.filter(wanted).toList();
        }
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String module : List.of("postgres", "changelog", "importer", "cli", "junit", "test-support")) {
            sources(module + "/src", file -> file.toString().endsWith(".java"))
                    .forEach(file -> classes.add(file.getFileName().toString().replace(".java", "")));
        }
        return classes;
    }

    private static Set<String> tables() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path file : sources("changelog/catalogs", file -> file.toString().endsWith(".sql"))) {
            TABLE.matcher(Files.readString(file)).results().forEach(table -> tables.add(table.group(1)));
        }
        return tables;
    }

    private static String commands() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : sources("cli/src/main/java", Files::isRegularFile)) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    @Test
    void everyNameExists() throws IOException {
        Set<String> classes = classes();
        Set<String> tables = tables();
        String commands = commands();
        List<String> missing = new ArrayList<>();
        for (String line : lines()) {
            String where = line.substring(line.indexOf('|', line.indexOf('|', 1) + 1));
            NAME.matcher(where).results().map(name -> name.group(1)).forEach(name -> {
                boolean exists = name.startsWith("--")
                        ? commands.contains("\"" + name + "\"")
                        : name.contains("/")
                                ? Files.exists(REPOSITORY.resolve(name))
                                : Character.isUpperCase(name.charAt(0))
                                        ? classes.contains(name)
                                        : tables.contains(name);
                if (!exists) {
                    missing.add(name);
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyWordHasOneLineInAlphabeticalOrderWithAMeaningAndAPlace() throws IOException {
        List<String> words = lines().stream()
                .map(line -> line.split("\\|", -1))
                .peek(cells ->
                        assertThat(cells).as(String.join("|", cells)).hasSize(5).noneMatch(cell -> cell.equals(" ")))
                .map(cells -> cells[1].strip())
                .collect(Collectors.toList());
        assertThat(words).hasSizeGreaterThan(30).doesNotHaveDuplicates().isSorted();
    }
}
