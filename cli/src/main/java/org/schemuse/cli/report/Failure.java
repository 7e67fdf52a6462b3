package org.schemuse.cli.report;

/**
 * A run that cannot go on, for a reason outside this program. The message is one line: what failed, where, and what to
 * do. It never holds a password.
 */
public final class Failure extends RuntimeException {
    private final ExitCode exitCode;

    public Failure(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public Failure(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    public static Failure database(String message) {
        return new Failure(ExitCode.DATABASE, message);
    }

    public static Failure database(String message, Throwable cause) {
        return new Failure(ExitCode.DATABASE, message, cause);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
