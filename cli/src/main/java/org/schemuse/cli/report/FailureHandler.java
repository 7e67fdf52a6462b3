package org.schemuse.cli.report;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.schemuse.changelog.dictionary.UnreadableSchema;
import org.schemuse.changelog.lock.LockFailure;
import org.schemuse.changelog.redis.RedisRefusedException;
import org.schemuse.changelog.schema.SchemaRefusedException;
import org.schemuse.importer.file.OutputFailure;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.VerificationFailedException;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TooManyRejectsException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever ended a run into one line on standard error and an exit code. The stack trace is for {@code --debug}.
 * With {@code --json} standard output gets its one document too: {@code {"error": {"exitCode": 4, "message": "..."}}}.
 */
public final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** SQLSTATE classes that speak of the server or its operator, not of a statement of ours. */
    private static final Set<String> SERVER_STATES = Set.of("08", "28", "3D", "53", "55", "57", "58", "XX");

    /** States of other classes: no privilege, and a read-only server. A lock timeout is of class 55. */
    private static final Set<String> FURTHER_STATES = Set.of("42501", "25006");

    /** Exceptions whose message is such a line already. A separate class, so that it is loaded only after a failure. */
    private static final class Known {
        /** The first that fits. */
        static final List<Map.Entry<Class<? extends Throwable>, ExitCode>> EXCEPTIONS = List.of(
                Map.entry(ImportCancelledException.class, ExitCode.INTERRUPTED),
                Map.entry(ImportRefusedException.class, ExitCode.DATABASE),
                Map.entry(LockFailure.class, ExitCode.DATABASE),
                Map.entry(RedisRefusedException.class, ExitCode.DATABASE),
                Map.entry(RunRefusedException.class, ExitCode.USAGE),
                Map.entry(SchemaRefusedException.class, ExitCode.DATABASE),
                Map.entry(TooManyRejectsException.class, ExitCode.INPUT),
                Map.entry(UnreadableSchema.class, ExitCode.DATABASE),
                Map.entry(UnusableChangelogException.class, ExitCode.INPUT),
                Map.entry(UnusableDumpException.class, ExitCode.INPUT),
                Map.entry(VerificationFailedException.class, ExitCode.VERIFICATION));

        private Known() {}
    }

    /** How picocli lists the values of an enum. */
    private static final Pattern CONSTANTS = Pattern.compile("expected one of \\[[A-Z_, ]+\\]");

    private final Streams streams;
    private final Set<String> commands;
    private final BooleanSupplier json;
    private final BooleanSupplier debug;

    /**
     * Calls {@code json} and {@code debug} only after a failure, because the options may not have been read before.
     *
     * @param commands the names of all commands, because only those on the command line have been loaded
     */
    public FailureHandler(Streams streams, Set<String> commands, BooleanSupplier json, BooleanSupplier debug) {
        this.streams = streams;
        this.commands = Set.copyOf(commands);
        this.json = json;
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return handle(e);
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
        return e.getCause() instanceof Failure failure ? handle(failure) : handle(misused(e, command));
    }

    /** Says what went wrong and returns the exit code. */
    public int handle(Throwable thrown) {
        Failure failure = named(thrown);
        String line = failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
        streams.err().println(Terminal.printable("schemuse: " + line));
        if (debug.getAsBoolean()) {
            thrown.printStackTrace(streams.err());
        }
        if (json.getAsBoolean()) {
            Map<String, Object> error =
                    new TreeMap<>(Map.of("exitCode", failure.exitCode().code(), "message", line));
            try {
                new Output(streams, true, true).result(Map.of("error", error), () -> line);
            } catch (Failure unwritable) {
                // The first failure stays the reason, and standard error shows it.
                if (!unwritable.getMessage().equals(failure.getMessage())) {
                    streams.err().println(Terminal.printable("schemuse: " + unwritable.getMessage()));
                }
            }
        }
        return failure.exitCode().code();
    }

    private Failure misused(ParameterException e, String command) {
        String line = e instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched)
                : inHouseForm(Objects.requireNonNull(e.getMessage()));
        String sentence = line.matches("(?s).*[.?]") ? line : line + ".";
        return new Failure(ExitCode.USAGE, sentence + " Try: " + command + " --help", e);
    }

    /** The message of picocli, with "expected ..., found ..." and enum values in lower case, as everywhere. */
    private static String inHouseForm(String message) {
        String found =
                message.strip().replaceFirst("^Error: ", "").replaceFirst(" \\(case-\\w+\\) but was ", ", found ");
        return CONSTANTS.matcher(found).replaceFirst(names -> names.group().toLowerCase(Locale.ROOT));
    }

    private String unknown(UnmatchedArgumentException e) {
        String word = e.getUnmatched().get(0);
        CommandSpec command = e.getCommandLine().getCommandSpec();
        boolean takesCommands = !command.subcommands().isEmpty();
        if (word.startsWith("-")) {
            return "Unknown option \"" + word + "\"."
                    + CloseMatch.question(word, command.optionsMap().keySet());
        }
        Set<String> known =
                command.parent() == null ? commands : command.subcommands().keySet();
        return "Unknown " + (takesCommands ? "command" : "argument") + " \"" + word + "\"."
                + (takesCommands ? CloseMatch.question(word, known) : "");
    }

    /** The failure that describes this exception, with its exit code. */
    public static Failure named(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        for (Map.Entry<Class<? extends Throwable>, ExitCode> known : Known.EXCEPTIONS) {
            if (known.getKey().isInstance(thrown)) {
                return new Failure(known.getValue(), thrown.getMessage() + stalled(thrown), thrown);
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                return failure;
            }
            if (cause instanceof SQLException sql && isServers(sql)) {
                return Failure.database("The database refused: " + sql.getMessage() + stalled(thrown), thrown);
            }
            if (cause instanceof OutputFailure output) {
                return unwritable(output);
            }
            if (cause instanceof FileSystemException file) {
                return new Failure(
                        ExitCode.INPUT,
                        "Cannot use the file " + file.getFile() + ": " + Failure.reason(file) + ".",
                        thrown);
            }
            if (cause instanceof IOException) {
                return new Failure(ExitCode.INPUT, "Reading or writing failed: " + cause.getMessage() + ".", thrown);
            }
            if (cause.getClass().getName().startsWith("liquibase.")) {
                return new Failure(ExitCode.INPUT, "The changelog cannot be used: " + cause.getMessage(), thrown);
            }
            if (cause instanceof OutOfMemoryError) {
                return new Failure(
                        ExitCode.BUG, "Out of memory. Give more: SCHEMUSE_JAVA_OPTS=-Xmx1g schemuse ...", thrown);
            }
        }
        return new Failure(
                ExitCode.BUG,
                "A bug in Schemuse: " + thrown + ". Run it again with --debug for the details and report them, please.",
                thrown);
    }

    private static Failure unwritable(OutputFailure e) {
        Path folder = e.file().toAbsolutePath().getParent();
        String reason = folder == null || Files.isDirectory(folder)
                ? Failure.reason((IOException) Objects.requireNonNull(e.getCause()))
                : "there is no folder " + folder;
        return new Failure(
                ExitCode.OUTPUT,
                "Cannot write " + e.file() + ": " + reason + ". Name a place that has room and may be written to.",
                e);
    }

    /** Why a connection was closed, which the driver does not repeat; otherwise nothing. */
    private static String stalled(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StalledConnection) {
                return " (" + cause.getMessage() + ")";
            }
        }
        return "";
    }

    private static boolean isServers(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (FURTHER_STATES.contains(state)
                        || (state.length() == 5 && SERVER_STATES.contains(state.substring(0, 2))));
    }
}
