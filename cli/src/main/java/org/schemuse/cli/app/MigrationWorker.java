package org.schemuse.cli.app;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.FailureHandler;
import org.schemuse.cli.report.SchemaOutcome;

/**
 * This process as a worker of another one, which started it with the same command line: reads the name of a schema from
 * standard input, one a line, and writes what became of it to standard output. Ends when its input does: if the process
 * that started it is killed, it finishes the schema it is at, and no further one.
 */
public final class MigrationWorker {
    /** A system property, because a word on the command line could be taken for an argument of the user. */
    static final String PROPERTY = "schemuse.migration.worker";

    private MigrationWorker() {}

    /** Whether this process was started as a worker. */
    public static boolean isOne() {
        return Boolean.getBoolean(PROPERTY);
    }

    /**
     * Migrates one schema after the other until standard input ends.
     *
     * @param migration migrates the schema of this name; a failure of it is written like any other outcome
     * @return the exit code of this process
     */
    public static int serve(Function<String, MigrationReport> migration) {
        try (BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                ObjectOutputStream outcomes = new ObjectOutputStream(new FileOutputStream(FileDescriptor.out))) {
            outcomes.flush();
            for (String schema = names.readLine(); schema != null; schema = names.readLine()) {
                outcomes.writeObject(outcome(schema, migration));
                outcomes.flush();
            }
            return ExitCode.DONE.code();
        } catch (ObjectStreamException e) {
            throw new IllegalStateException("an outcome that cannot be written to another process", e);
        } catch (IOException e) {
            // The process that started this one has ended. The schema is migrated, and no process is left to report to.
            return ExitCode.INTERRUPTED.code();
        }
    }

    private static SchemaOutcome outcome(String schema, Function<String, MigrationReport> migration) {
        try {
            return SchemaOutcome.done(migration.apply(schema));
        } catch (RuntimeException e) {
            return SchemaOutcome.failed(schema, FailureHandler.named(e));
        }
    }
}
