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

    private Terminal() {}

    /** Somebody to ask; empty in a script. */
    public static Optional<Console> person() {
        return Optional.ofNullable(System.console()).filter(console -> told(INPUT));
    }

    /** Whether somebody sees standard error while it is written. */
    public static boolean isWatched() {
        return System.getProperty(ERRORS) == null ? person().isPresent() : told(ERRORS);
    }

    private static boolean told(String property) {
        return Boolean.parseBoolean(System.getProperty(property, "true"));
    }
}
