package org.schemuse.cli.app;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ManyMigrations;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.SchemaOutcome;

/**
 * Migrates many schemas by worker processes. Liquibase 4 keeps state in static fields, so one JVM migrates one schema at a
 * time. A worker is this program with the same arguments and environment. It migrates one schema after another, so that it
 * starts only once. It gets passwords as this process did: from the environment or a file.
 */
public final class MigrationWorkers {
    /** If a signal ended a process, its exit code is this plus the number of the signal. */
    private static final int SIGNALLED = 128;

    /** A closed terminal, Ctrl-C, kill -9 or lack of memory, and kill. Any other signal is a crash. */
    private static final Set<Integer> SIGNALS_FROM_OUTSIDE = Set.of(1, 2, 9, 15);

    private final List<String> arguments;
    private final List<String> schemas;
    private final Output output;
    private final BooleanSupplier interrupted;
    private final Queue<String> waiting;
    private final Map<String, SchemaOutcome> outcomes = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /**
     * Workers for these schemas.
     *
     * @param arguments of this process; what they say of schemas a worker does not read
     * @param interrupted whether no further schema is to be begun
     */
    public MigrationWorkers(List<String> arguments, List<String> schemas, Output output, BooleanSupplier interrupted) {
        this.arguments = arguments;
        this.schemas = schemas;
        this.output = output;
        this.interrupted = interrupted;
        this.waiting = new ConcurrentLinkedQueue<>(schemas);
    }

    /**
     * Migrates the schemas, {@code workers} at a time.
     *
     * @param catalog its name, for the report
     * @param stopAtFailure whether no further schema is begun after one failed
     * @return what became of each schema; a schema that failed is a line of it and no exception
     */
    public ManyMigrations migrate(String catalog, int workers, boolean stopAtFailure) {
        long start = System.nanoTime();
        ExecutorService drivers = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> driven = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                driven.add(drivers.submit(() -> drive(stopAtFailure)));
            }
            for (Future<?> driver : driven) {
                driver.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            drivers.shutdownNow();
        }
        return new ManyMigrations(
                catalog,
                schemas.stream()
                        .filter(outcomes::containsKey)
                        .map(outcomes::get)
                        .toList(),
                schemas.stream().filter(schema -> !outcomes.containsKey(schema)).toList(),
                workers,
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Gives one worker after another schemas to do; there is another only where one died. */
    private void drive(boolean stopAtFailure) {
        for (String next = next(); next != null; next = next()) {
            try (Worker worker = Worker.start(command())) {
                serve(worker, next, stopAtFailure);
            } catch (IOException e) {
                ended(died(next, "cannot be started: " + e.getMessage(), ExitCode.BUG), stopAtFailure);
            }
        }
    }

    private void serve(Worker worker, String first, boolean stopAtFailure) {
        for (String schema = first; schema != null; schema = next()) {
            try {
                ended(worker.migrate(schema), stopAtFailure);
            } catch (IOException e) {
                ended(died(schema, worker.exitCode()), stopAtFailure);
                return;
            }
        }
    }

    private void ended(SchemaOutcome outcome, boolean stopAtFailure) {
        outcomes.put(outcome.schema(), outcome);
        if (stopAtFailure && outcome.message() != null) {
            stopped = true;
        }
        output.note(outcome.schema() + (outcome.message() == null ? ": done" : ": failed"));
    }

    private @Nullable String next() {
        return stopped || interrupted.getAsBoolean() ? null : waiting.poll();
    }

    private SchemaOutcome died(String schema, int exitCode) {
        if (interrupted.getAsBoolean()) {
            return died(schema, "ended", ExitCode.INTERRUPTED);
        }
        if (!SIGNALS_FROM_OUTSIDE.contains(exitCode - SIGNALLED)) {
            return died(schema, "ended with exit code " + exitCode, ExitCode.BUG);
        }
        String hint = exitCode - SIGNALLED == 9 ? "; the system does so when it has no memory left" : "";
        return died(
                schema, "was killed from outside (signal " + (exitCode - SIGNALLED) + hint + ")", ExitCode.INTERRUPTED);
    }

    private static SchemaOutcome died(String schema, String how, ExitCode code) {
        return SchemaOutcome.failed(
                schema,
                new Failure(
                        code,
                        "its worker process " + how + " before it was done; changesets that were applied stay: run the"
                                + " same command again"));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-D" + MigrationWorker.PROPERTY + "=true",
                "-Dschemuse.terminal.input=false",
                "-Dschemuse.terminal.errors=false",
                "-cp",
                System.getProperty("java.class.path"),
                "org.schemuse.cli.Schemuse"));
        command.addAll(arguments);
        return command;
    }

    /** Another process, which takes the name of one schema after the other. */
    private static final class Worker implements AutoCloseable {
        private final Process process;
        private @Nullable ObjectInputStream outcomes;

        private Worker(Process process) {
            this.process = process;
        }

        static Worker start(List<String> command) throws IOException {
            return new Worker(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }

        SchemaOutcome migrate(String schema) throws IOException {
            try {
                OutputStream names = process.getOutputStream();
                names.write((schema + "\n").getBytes(StandardCharsets.UTF_8));
                names.flush();
                if (outcomes == null) {
                    outcomes = new ObjectInputStream(process.getInputStream());
                }
                return (SchemaOutcome) outcomes.readObject();
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Of a process that was heard of for the last time. */
        int exitCode() {
            close();
            return process.isAlive() ? -1 : process.exitValue();
        }

        /** Its input ends, and so does the worker; one that does not, because it is in a statement, is ended. */
        @Override
        public void close() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // The process has ended, and what was not written yet was for it.
            }
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroy();
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
            }
        }
    }
}
