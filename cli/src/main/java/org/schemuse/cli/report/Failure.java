package org.schemuse.cli.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.file.OutputFailure;

/**
 * A run that cannot continue, for a reason outside this program. The message is one line: what failed, where, and what to
 * do. It never holds a password.
 */
public final class Failure extends RuntimeException {
    private final ExitCode exitCode;

    public Failure(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public Failure(ExitCode exitCode, String message, @Nullable Throwable cause) {
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

    /** The line that every failure has. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** Why a file could not be used, in words, for the middle of a line. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (e instanceof OutputFailure && e.getCause() instanceof IOException cause) {
            return reason(cause);
        }
        String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}
