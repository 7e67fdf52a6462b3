package org.schemuse.changelog.liquibase;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that a changelog takes from outside: Liquibase reads a parameter from an environment variable or a system
 * property of its name, in letters of either case, before it looks at any other value of it.
 */
final class EnvironmentValues {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^{}]*)}");

    /** A name that is put together from other values may be any. */
    private static final Pattern NAME_IN_A_NAME = Pattern.compile("\\$\\{[^{}]*\\$\\{");

    /** This precondition has the name without a sign before it. */
    private static final String PRECONDITION = "changeLogPropertyDefined";

    private static final Pattern WORD = Pattern.compile("[\\w.-]+");

    /** By their names and where they stand: both may have the same name. */
    private final SortedMap<String, String> all = new TreeMap<>();

    EnvironmentValues(Map<String, String> variables, Properties properties) {
        properties.stringPropertyNames().forEach(name -> all.put(name + " (property)", properties.getProperty(name)));
        variables.forEach((name, value) -> all.put(name + " (variable)", value));
    }

    static EnvironmentValues ofThisProcess() {
        return new EnvironmentValues(System.getenv(), System.getProperties());
    }

    /** Those that texts name, and those that the values of these name; all that may be meant. */
    SortedMap<String, String> usedBy(Collection<String> texts) {
        SortedMap<String, String> used = new TreeMap<>();
        Deque<String> unread = new ArrayDeque<>(texts);
        while (!unread.isEmpty()) {
            String text = unread.pop();
            if (NAME_IN_A_NAME.matcher(text).find()) {
                return all;
            }
            named(text).forEach((name, value) -> {
                if (used.put(name, value) == null) {
                    unread.push(value);
                }
            });
        }
        return used;
    }

    private SortedMap<String, String> named(String text) {
        Stream<String> names =
                NAME.matcher(text).results().map(match -> match.group(1).strip());
        if (text.contains(PRECONDITION)) {
            names = Stream.concat(names, WORD.matcher(text).results().map(MatchResult::group));
        }
        Set<String> lowerCase = names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        SortedMap<String, String> named = new TreeMap<>(all);
        named.keySet()
                .removeIf(name -> !lowerCase.contains(
                        name.substring(0, name.lastIndexOf(" (")).toLowerCase(Locale.ROOT)));
        return named;
    }
}
