package org.schemuse.cli.report;

import java.io.Console;
import java.util.Optional;

/**
 * Whether a person is there. The launcher asks the shell, since the JVM cannot: it knows nothing of standard error, and
 * from Java 22 on its console is there even where no terminal is.
 */
public final class Terminal {
    private static final String INPUT = "schemuse.terminal.input";
    private static final String ERRORS = "schemuse.terminal.errors";
    private static final String COLOURS = "schemuse.terminal.colours";

    /** Where the pictures of control characters begin. */
    private static final int PICTURES = 0x2400;

    private static final int REPLACEMENT = 0xfffd;

    private Terminal() {}

    /** Somebody to ask; empty in a script. */
    public static Optional<Console> person() {
        return Optional.ofNullable(System.console()).filter(console -> told(INPUT));
    }

    /** Whether somebody sees standard error while it is written. */
    public static boolean isWatched() {
        return System.getProperty(ERRORS) == null ? person().isPresent() : told(ERRORS);
    }

    /** Whether standard output is a terminal that shows colours, and {@code NO_COLOR} is not set. */
    public static boolean hasColours() {
        return Boolean.getBoolean(COLOURS);
    }

    /**
     * Text that does nothing to a terminal but show: of control characters only newline and tab stay, and none that turns
     * the direction of writing round. A file name or a message of a server may hold any.
     */
    static String printable(String text) {
        if (text.codePoints().noneMatch(Terminal::acts)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(!acts(c) ? c : c < ' ' ? PICTURES + c : REPLACEMENT));
        return shown.toString();
    }

    /** The same for text of others within a line: it ends no line and moves nothing aside. */
    static String inLine(String text) {
        return printable(text.replace('\n', (char) (PICTURES + '\n')).replace('\t', (char) (PICTURES + '\t')));
    }

    private static boolean acts(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t') || Character.getType(c) == Character.FORMAT;
    }

    private static boolean told(String property) {
        return Boolean.parseBoolean(System.getProperty(property, "true"));
    }
}
