package org.schemuse.cli.connect;

import java.util.Locale;
import java.util.regex.Pattern;

/** Words as a POSIX shell reads them. */
public final class Shell {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private static final char DELETE = 0x7f;

    private Shell() {}

    public static String quoted(String word) {
        if (SAFE.matcher(word).matches()) {
            return word;
        }
        return word.chars().anyMatch(c -> c < ' ' || c == DELETE)
                ? "$'" + escaped(word) + "'"
                : "'" + word.replace("'", "'\\''") + "'";
    }

    /** On one line, whatever is in it: POSIX.1-2024, "Dollar-Single-Quotes", which bash, zsh and ksh read too. */
    private static String escaped(String word) {
        StringBuilder text = new StringBuilder();
        word.chars().forEach(c -> {
            if (c < ' ' || c == DELETE) {
                // Three octal digits end by themselves.
                text.append(String.format(Locale.ROOT, "\\%03o", c));
            } else {
                text.append(c == '\'' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return text.toString();
    }
}
