package org.schemuse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.report.Streams;
import picocli.CommandLine;

/** The commands in README, CONTRIBUTING, docs, the samples' pages and the help, as somebody would copy them. */
final class DocumentedCommands {
    private static final Pattern COMMAND = Pattern.compile("(\\./)?(schemuse|mvnw)( .*)?|(docker|zcat|source) .*");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final Pattern EXIT_CODE = Pattern.compile("exit code (\\d+)");

    private DocumentedCommands() {}

    /**
     * A command.
     *
     * @param place the page or the command whose help it is in
     * @param line without prompt and comment
     * @param exitCode the one that its comment states, else 0
     */
    record Documented(String place, String line, int exitCode) {
        @Override
        public String toString() {
            return place + ": " + line;
        }
    }

    /** Those in code blocks of pages, and the examples of the help. */
    static List<Documented> examples() {
        List<Documented> found = new ArrayList<>();
        for (Path page : pages()) {
            blockLines(page).forEach(line -> add(found, name(page), line));
        }
        GlobalOptions options = new GlobalOptions(Map.of(), Path.of(""), Streams.standard());
        CommandLine root = Schemuse.commandLine(options, List.of());
        addHelp(root, found);
        return found;
    }

    private static void addHelp(CommandLine command, List<Documented> found) {
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            if (line.startsWith("  ")) {
                add(found, "help " + command.getCommandSpec().qualifiedName(" "), line);
            }
        }
        command.getSubcommands().values().forEach(inner -> addHelp(inner, found));
    }

    /** Whole commands in running text, such as {@code schemuse lint explain RULE}: each once. */
    static Set<Documented> mentions() {
        Set<Documented> found = new LinkedHashSet<>();
        for (Path page : pages()) {
            String prose = text(page).replaceAll("(?s)```.*?```", "");
            CODE.matcher(prose.replace('\n', ' '))
                    .results()
                    .map(code -> code.group(1))
                    .forEach(code -> {
                        String line = code.startsWith("./") ? code.substring(2) : code;
                        if (line.startsWith("schemuse ")) {
                            found.add(new Documented(name(page), line, 0));
                        }
                    });
        }
        return found;
    }

    /** Codes in running text that begin with the name of a command and have an option. */
    static Set<Documented> fragments() {
        Set<Documented> found = new LinkedHashSet<>();
        for (Path page : pages()) {
            String prose = text(page).replaceAll("(?s)```.*?```", "");
            CODE.matcher(prose.replace('\n', ' '))
                    .results()
                    .map(code -> code.group(1))
                    .forEach(code -> {
                        if (Commands.names().contains(code.split(" ", -1)[0]) && code.contains(" --")) {
                            found.add(new Documented(name(page), "schemuse " + code, 0));
                        }
                    });
        }
        return found;
    }

    private static void add(List<Documented> found, String place, String line) {
        String code = line.strip().replaceFirst("^\\$ ", "");
        Matcher exitCode = EXIT_CODE.matcher(code);
        String command = code.replaceFirst("\\s+# .*", "");
        if (COMMAND.matcher(command).matches()) {
            int hash = code.indexOf(" # ");
            int stated = hash >= 0 && exitCode.find(hash) ? Integer.parseInt(exitCode.group(1)) : 0;
            found.add(new Documented(place, command, stated));
        }
    }

    /** Lines in fences and indented ones; a line that ends with a backslash goes on with the next. */
    private static List<String> blockLines(Path page) {
        List<String> lines = new ArrayList<>();
        boolean fenced = false;
        String begun = "";
        for (String line : text(page).split("\n", -1)) {
            if (line.strip().startsWith("```")) {
                fenced = !fenced;
            } else if (fenced || line.startsWith("    ")) {
                String whole = begun.isEmpty() ? line : begun + line.strip();
                begun = whole.endsWith("\\") ? whole.substring(0, whole.length() - 1) : "";
                if (begun.isEmpty()) {
                    lines.add(whole);
                }
            }
        }
        return lines;
    }

    private static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(Workplace.REPOSITORY.resolve("docs"));
                Stream<Path> samples = Files.walk(Workplace.REPOSITORY.resolve("samples"))) {
            List<Path> pages = new ArrayList<>(List.of(
                    Workplace.REPOSITORY.resolve("README.md"), Workplace.REPOSITORY.resolve("CONTRIBUTING.md")));
            Stream.concat(docs, samples)
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !name(path).matches("docs/(adr|benchmarks)/.*|.*node_modules.*"))
                    .sorted()
                    .forEach(pages::add);
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path page) {
        return Workplace.REPOSITORY.relativize(page).toString();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
