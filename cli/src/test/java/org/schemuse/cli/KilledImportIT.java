package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.testsupport.Signal;

/** The process that imports is killed, and so is the server: after the next import everything is there, once. */
class KilledImportIT extends KilledProcesses {
    @Test
    void killedAtAnyInstantAnImportIsContinuedToTheSameWorld() throws Exception {
        continuedAfter(4);
    }

    @Test
    @Tag("every-combination")
    void killedAtFiftyInstantsAnImportIsContinuedToTheSameWorld() throws Exception {
        continuedAfter(50);
    }

    /**
     * Every other kill waits until the run has begun, because how long a process takes to get there varies most; every other of
     * these comes at once, because a run may be over soon.
     */
    private void continuedAfter(int kills) throws Exception {
        assertThat(workplace.run(environment, importing()).exitCode()).isZero();
        Map<String, String> undisturbed = contents(database.dataSource());
        reset();
        long began = System.nanoTime();
        assertThat(workplace.run(environment, importing()).exitCode()).isZero();
        long usual = System.nanoTime() - began;
        SplittableRandom random = new SplittableRandom(50);
        int interrupted = 0;
        for (int i = 0; i < kills; i++) {
            reset();
            Workplace.Running running = workplace.start(environment, importing());
            long wait = random.nextLong(usual / 4, usual);
            if (i % 2 == 0) {
                awaitBeginning(running);
                wait = i % 4 == 0 ? 0 : random.nextLong(usual / 2);
            }
            running.process().waitFor(wait, TimeUnit.NANOSECONDS);
            running.process().destroyForcibly();
            running.ended();
            awaitEndOfSessions();
            interrupted += (int) number("SELECT count(*) FROM vibemuse.import_runs WHERE state = 'running'");
            next(environment, importing("--quiet"));
            assertThat(contents(database.dataSource())).as("kill %d", i).isEqualTo(undisturbed);
            assertThat(number("SELECT count(*) FROM vibemuse.import_deferred_objects WHERE restored_at IS NULL"))
                    .isZero();
            assertThat(number("SELECT count(*) FROM vibemuse.import_runs WHERE state = 'finished'"))
                    .isEqualTo(1);
        }
        assertThat(interrupted)
                .as("imports that had begun when they were killed")
                .isGreaterThan(kills / 5);
    }

    private void awaitBeginning(Workplace.Running running) throws Exception {
        running.awaitUnlessEnded(
                "the import begins",
                () -> number("SELECT count(*) FROM vibemuse.import_runs WHERE state = 'running'") > 0);
    }

    private Workplace.Running loading(int batches) throws Exception {
        Workplace.Running running = workplace.start(environment, importing());
        running.awaitUnlessEnded(
                batches + " batches are loaded",
                () -> number("SELECT count(*) FROM vibemuse.import_batches") >= batches);
        return running;
    }

    private static void ctrlC(Workplace.Running running) throws Exception {
        Signal.send("INT", running.process().pid());
    }

    private String interruptedRun() throws Exception {
        List<String> runs = database.texts("SELECT id FROM vibemuse.import_runs WHERE state = 'running'");
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    @Test
    void ctrlCKeepsWhatWasLoadedAndSaysHowToGoOn() throws Exception {
        Workplace.Running running = loading(2);
        ctrlC(running);
        Ran ended = running.ended();

        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.err())
                .contains("what it has loaded stays", "schemuse resume " + interruptedRun(), "schemuse undo ")
                .doesNotContain("\tat ");
        assertThat(workplace.run(environment, "status").out())
                .contains("interrupted; the schema is closed to other sessions", "schemuse resume " + interruptedRun());
        assertThat(number("SELECT count(*) FROM vibemuse.objects")).isPositive();
        Ran resumed = workplace.run(environment, "resume", "1");
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.out()).contains("continued an import that was interrupted");
    }

    /** Something that the import waits for keeps it from ending well. */
    @Test
    void aSecondCtrlCEndsAtOnce() throws Exception {
        Workplace.Running running = loading(2);
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE vibemuse.attributes IN SHARE MODE");
            ctrlC(running);
            running.awaitUnlessEnded(
                    "the first Ctrl-C is told of",
                    () -> Files.readString(running.err()).contains("Interrupted"));
            // The first may come before it is listened for.
            running.awaitUnlessEnded("the second Ctrl-C ends it", () -> {
                ctrlC(running);
                return running.process().waitFor(50, TimeUnit.MILLISECONDS);
            });
            Ran ended = running.ended();
            assertThat(ended.exitCode()).isEqualTo(130);
            assertThat(ended.err()).doesNotContain("what it has loaded stays", "Gave up waiting");
        }
        awaitEndOfSessions();
        assertThat(workplace.run(environment, "undo", "1", "--yes").exitCode()).isZero();
        assertThat(number("SELECT count(*) FROM vibemuse.objects")).isZero();
    }

    /** The server in the workplace's own folder, as an operator would connect to it. */
    private DataSource ofTheFolder() throws Exception {
        String[] line =
                Files.readString(folder.resolve(".schemuse/pgpass")).strip().split(":", 5);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {
            Integer.parseInt(Files.readString(folder.resolve(".schemuse/port")).strip())
        });
        source.setDatabaseName("schemuse");
        source.setUser("schemuse");
        source.setPassword(line[4]);
        return source;
    }

    private static long batches(DataSource own) throws SQLException {
        try (Connection connection = own.getConnection();
                ResultSet row =
                        connection.createStatement().executeQuery("SELECT count(*) FROM vibemuse.import_batches")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void stopAtOnce() throws Exception {
        String server = Files.readAllLines(folder.resolve(".schemuse/data/postmaster.pid"))
                .get(0);
        Signal.send("QUIT", Long.parseLong(server.strip()));
    }

    /** SIGQUIT is what pg_ctl calls an immediate stop: the server recovers from its log when it starts again. */
    @Test
    void aServerThatIsStoppedAtOnceLosesAndDoublesNothing() throws Exception {
        assertThat(workplace.run("migrate", "--quiet").exitCode()).isZero();
        DataSource own = ofTheFolder();
        Workplace.Running running = workplace.start(Map.of(), importing());
        running.awaitUnlessEnded("five batches are loaded", () -> batches(own) >= 5);
        stopAtOnce();
        Ran ended = running.ended();
        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err())
                .contains("what it has loaded stays", "schemuse resume ")
                .doesNotContain("\tat ");

        next(Map.of(), importing("--quiet"));
        next(environment, importing("--quiet"));
        assertThat(contents(ofTheFolder())).isEqualTo(contents(database.dataSource()));
    }
}
