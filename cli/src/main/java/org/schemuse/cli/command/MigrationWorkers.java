package org.schemuse.cli.command;

import java.io.EOFException;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ManyMigrations;
import org.schemuse.cli.report.SchemaOutcome;

/**
 * Migrates many schemas by worker processes, for Liquibase 4 keeps state in static fields: one JVM migrates one schema at
 * a time. A worker is this program with the same arguments and environment; it takes schema after schema, so that its
 * start is paid once. Passwords reach it as they reached this process, by the environment or a file.
 */
final class MigrationWorkers {
    private final List<String> arguments;
    private final List<String> schemas;
    private final GlobalOptions options;
    private final Queue<String> waiting;
    private final Map<String, SchemaOutcome> outcomes = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** @param arguments of this process; what they say of schemas a worker does not read */
    MigrationWorkers(List<String> arguments, List<String> schemas, GlobalOptions options) {
        this.arguments = arguments;
        this.schemas = schemas;
        this.options = options;
        this.waiting = new ConcurrentLinkedQueue<>(schemas);
    }

    ManyMigrations migrate(String catalog, int workers, boolean stopAtFailure) {
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
            String current = next;
            try (Worker worker = Worker.start(command())) {
                for (; current != null; current = next()) {
                    SchemaOutcome outcome = worker.migrate(current);
                    outcomes.put(current, outcome);
                    stopped |= stopAtFailure && outcome.message() != null;
                    options.output().note(current + (outcome.message() == null ? ": done" : ": failed"));
                }
            } catch (IOException e) {
                stopped |= stopAtFailure;
                outcomes.put(current, died(current, e));
            }
        }
    }

    private String next() {
        return stopped || options.interrupted() ? null : waiting.poll();
    }

    private SchemaOutcome died(String schema, IOException e) {
        ExitCode code = options.interrupted() ? ExitCode.INTERRUPTED : ExitCode.BUG;
        return SchemaOutcome.failed(
                schema,
                new Failure(
                        code,
                        "its worker process "
                                + (e instanceof EOFException ? "ended" : "cannot be used: " + e.getMessage())
                                + " before it was done: migrate it again, for changesets that were applied stay so"));
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

    private record Worker(Process process, OutputStream names, ObjectInputStream outcomes) implements AutoCloseable {
        static Worker start(List<String> command) throws IOException {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Worker(process, process.getOutputStream(), new ObjectInputStream(process.getInputStream()));
        }

        SchemaOutcome migrate(String schema) throws IOException {
            try {
                names.write((schema + "\n").getBytes(StandardCharsets.UTF_8));
                names.flush();
                return (SchemaOutcome) outcomes.readObject();
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Its input ends, and so does the worker; one that does not, because it is in a statement, is ended. */
        @Override
        public void close() {
            try {
                names.close();
                if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                    process.destroy();
                }
            } catch (IOException e) {
                process.destroy();
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
            }
        }
    }
}
