package org.schemuse.changelog.lint.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Statements from templates: in each, choices are drawn, the same from the same seed. */
final class GeneratedStatements {
    private static final int DEEPEST = 12;

    private final Map<String, String> parts = new HashMap<>();
    private final List<String> templates = new ArrayList<>();
    private final Random random;

    GeneratedStatements(Path file, long seed) throws IOException {
        random = new Random(seed);
        for (String line : Files.readAllLines(file)) {
            if (line.matches("\\w+ = .*")) {
                parts.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf('=') + 2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                templates.add(line);
            }
        }
    }

    /** Different statements, of each template as many as the draws give. */
    Set<String> draw(int timesEachTemplate) {
        Set<String> statements = new LinkedHashSet<>();
        for (String template : templates) {
            for (int i = 0; i < timesEachTemplate; i++) {
                statements.add(expand(template, 0)
                        .replace("\\p", "|")
                        .replace("\\o", "{")
                        .replace("\\c", "}")
                        .strip());
            }
        }
        return statements;
    }

    private String expand(String text, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("a part of the templates contains itself: " + text);
        }
        StringBuilder expanded = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '{') {
                int end = closing(text, at);
                List<String> choices = choices(text.substring(at + 1, end));
                expanded.append(expand(choices.get(random.nextInt(choices.size())), depth + 1));
                at = end;
            } else if (part(text, at) != null) {
                expanded.append(expand(parts.get(part(text, at)), depth + 1));
                at = text.indexOf('>', at);
            } else {
                expanded.append(text.charAt(at));
            }
        }
        return expanded.toString();
    }

    /** The name between angle brackets here; null where it is SQL. */
    private String part(String text, int at) {
        int end = text.charAt(at) == '<' ? text.indexOf('>', at) : -1;
        String name = end < 0 ? "" : text.substring(at + 1, end);
        return parts.containsKey(name) ? name : null;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalStateException("a brace is open: " + text);
    }

    private static List<String> choices(String inner) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < inner.length(); at++) {
            char c = inner.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '|' && depth == 0) {
                choices.add(inner.substring(from, at));
                from = at + 1;
            }
        }
        choices.add(inner.substring(from));
        return choices;
    }
}
