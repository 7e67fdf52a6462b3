package org.schemuse.cli.report;

import java.io.Console;
import java.util.Optional;

/**
 * Whether a person uses the program. The launcher asks the shell, because the JVM cannot: it does not know whether standard
 * error is a terminal, and from Java 22 on it has a console even without a terminal.
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

    /** Whether standard error is a terminal. */
    public static boolean isWatched() {
        return System.getProperty(ERRORS) == null ? person().isPresent() : told(ERRORS);
    }

    /** Whether standard output is a terminal that shows colours, and {@code NO_COLOR} is not set. */
    public static boolean hasColours() {
        return Boolean.getBoolean(COLOURS);
    }

    /**
     * Text that is safe to print on a terminal: of the control characters only newline and tab stay, and none that reverses
     * the writing direction. A file name or a message of a server may contain any of them.
     */
    static String printable(String text) {
        if (text.codePoints().noneMatch(Terminal::acts)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(!acts(c) ? c : c < ' ' ? PICTURES + c : REPLACEMENT));
        return shown.toString();
    }

    /** The same for foreign text within a line: without line ends and tabs. */
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
