package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as YAML reads them back, also within braces and brackets. */
final class YamlWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./]*(?:[ -][A-Za-z0-9_./]+)*");

    /** What a reader of YAML 1.1 takes for something else than a text. */
    private static final Pattern OTHER =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf|infinity|[0-9_.]+e?[0-9]*");

    private YamlWords() {}

    /** A text. */
    static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !OTHER.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            // What YAML does not print, and what it takes for a line break.
            if ((c >= 0x7f && c < 0xa0)
                    || c == '\u2028'
                    || c == '\u2029'
                    || c == '\ufeff'
                    || c == '\ufffe'
                    || c == '\uffff') {
                quoted.replace(i, i + 1, String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /** A list of texts. */
    static String list(Collection<String> texts) {
        return texts.stream().map(YamlWords::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A map of texts. */
    static String map(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> scalar(entry.getKey()) + ": " + scalar(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A comment of one line. */
    static String comment(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xfeff ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
