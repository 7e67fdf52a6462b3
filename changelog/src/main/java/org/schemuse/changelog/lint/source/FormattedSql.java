package org.schemuse.changelog.lint.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schemuse.changelog.lint.sql.Script;

/**
 * Liquibase's formatted SQL, read without Liquibase so that every token keeps its place in the file. Directives are
 * comments of SQL; only rollbacks have to be taken out of theirs.
 */
final class FormattedSql {
    private static final Pattern HEADER = Pattern.compile("(?i)\\A\\s*--\\s*liquibase\\s+formatted\\s+sql\\b(.*)");
    private static final Pattern CHANGESET = Pattern.compile(
            "(?im)^[ \\t]*--[ \\t]*changeset[ \\t]+(\"[^\"]+\"|[^:\\n]+):[ \\t]*(\"[^\"]+\"|\\S+)([^\\n]*)$");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):[ \\t]*(\"[^\"]*\"|\\S+)");
    private static final Pattern DIRECTIVE =
            Pattern.compile("(?im)^[ \\t]*--[ \\t]*(validCheckSum|labels|contexts?):[ \\t]*(\\S+)");
    private static final Pattern PROPERTY = Pattern.compile(
            "(?im)^[ \\t]*--[ \\t]*property\\b[^\\n]*?\\bname:[ \\t]*(\\S+)[^\\n]*?\\bvalue:[ \\t]*(\"[^\"]*\"|\\S+)");
    private static final Pattern ROLLBACK = Pattern.compile(
            "(?im)^[ \\t]*--[ \\t]*rollback\\b(?<line>[^\\n]*)|^[ \\t]*/\\*[ \\t]*liquibase[ \\t]+rollback\\b(?<block>(?s:.*?))\\*/");
    private static final Pattern IGNORED =
            Pattern.compile("(?im)^[ \\t]*--[ \\t]*ignoreLines:start\\b(?s:.*?)^[ \\t]*--[ \\t]*ignoreLines:end\\b");

    private final SourceFile file;
    private final String text;
    private final Map<String, String> parameters;
    private final Map<String, String> header = new HashMap<>();

    /** Properties the file sets are added to the parameters; as in Liquibase, who comes first wins. */
    FormattedSql(SourceFile file, Map<String, String> parameters) {
        this.file = file;
        this.text = IGNORED.matcher(file.text()).replaceAll(ignored -> blank(ignored.group()));
        this.parameters = parameters;
    }

    static boolean isFormatted(String text) {
        return HEADER.matcher(text).find();
    }

    List<Step> steps() {
        Matcher head = HEADER.matcher(text);
        if (head.find()) {
            header.putAll(attributes(head.group(1)));
        }
        PROPERTY.matcher(text).results().forEach(p -> parameters.putIfAbsent(p.group(1), unquoted(p.group(2))));
        List<Step> steps = new ArrayList<>();
        Matcher changeset = CHANGESET.matcher(text);
        boolean more = changeset.find();
        for (int from = 0; more; ) {
            int offset = changeset.start();
            String id = unquoted(changeset.group(1).strip()) + ":" + unquoted(changeset.group(2));
            Map<String, String> attributes = new HashMap<>(header);
            attributes.putAll(attributes(changeset.group(3)));
            more = changeset.find();
            int end = more ? changeset.start() : text.length();
            steps.add(step(new Step.Heading(file, Step.Form.FORMATTED_SQL, id, offset, end), attributes, from));
            from = end;
        }
        return steps;
    }

    /** Its comments begin at {@code from}: those of the first one at the head of the file. */
    private Step step(Step.Heading heading, Map<String, String> attributes, int from) {
        String own = text.substring(from, heading.end());
        DIRECTIVE
                .matcher(own)
                .results()
                .forEach(d -> attributes.putIfAbsent(d.group(1).toLowerCase(Locale.ROOT), d.group(2)));
        return new Step(heading, attributes, Script.read(own, from, parameters), rollback(own, from));
    }

    private Rollback rollback(String own, int from) {
        StringBuilder sql = new StringBuilder(blank(own));
        boolean given = false;
        Matcher rollback = ROLLBACK.matcher(own);
        while (rollback.find()) {
            given = true;
            String group = rollback.group("line") != null ? "line" : "block";
            sql.replace(rollback.start(group), rollback.end(group), rollback.group(group));
        }
        if (!given) {
            return Rollback.of(Rollback.Kind.MISSING);
        }
        String said = sql.toString().strip().toLowerCase(Locale.ROOT);
        if (said.isEmpty() || said.equals("empty") || said.equals("not required")) {
            return Rollback.of(Rollback.Kind.EMPTY);
        }
        return new Rollback(Rollback.Kind.GIVEN, Script.read(sql.toString(), from, parameters));
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        ATTRIBUTE
                .matcher(text)
                .results()
                .forEach(a -> attributes.put(a.group(1).toLowerCase(Locale.ROOT), unquoted(a.group(2))));
        return attributes;
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** So long that everything behind keeps its place. */
    private static String blank(String text) {
        return text.replaceAll("[^\\n]", " ");
    }
}
