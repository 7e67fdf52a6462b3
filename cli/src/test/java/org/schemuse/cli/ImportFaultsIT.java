package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.Signal;
import org.schemuse.testsupport.TestDatabase;

/** Imports that come to grief, as an operator sees them: one line, an exit code, and a database that tells the truth. */
class ImportFaultsIT {
    @TempDir
    private Path folder;

    private Workplace workplace;
    private TestDatabase database;
    private Map<String, String> environment;

    @BeforeEach
    void setUp() throws IOException {
        workplace = Workplace.in(folder);
        database = Prepared.vibemuse();
        environment = Connecting.to(database);
    }

    @AfterEach
    void tearDown() {
        workplace.close();
        database.close();
    }

    /** What is not ended is run in this JVM. */
    private Ran run(String... command) {
        return Ran.here(folder, environment, command);
    }

    /** A world that takes a while to load. */
    private Path large() throws IOException {
        String harbour = Files.readString(Prepared.HARBOUR, StandardCharsets.ISO_8859_1);
        StringBuilder things = new StringBuilder();
        for (int i = 14; i < 60_000; i++) {
            things.append("&")
                    .append(i)
                    .append("\nThing\n0\n-1\n-1\n-1\n-1\n0\n1\n1\n1\n1\n>6\n-1\nA thing.\n<\n0\n0\n\\\n");
        }
        return Files.writeString(
                folder.resolve("large.mdb"),
                harbour.replace("~14\n", "~60000\n").replace("***END", things + "***END"),
                StandardCharsets.ISO_8859_1);
    }

    private Workplace.Running startedLoading() throws Exception {
        Path dump = large();
        Workplace.Running running =
                workplace.start(environment, "import", dump.toString(), "--passwords", "lock", "--batch-size", "100");
        running.awaitUnlessEnded(
                "three batches are loaded", () -> database.number("SELECT count(*) FROM vibemuse.import_batches") >= 3);
        assertThat(running.process().isAlive()).isTrue();
        return running;
    }

    private void theNextImportGoesThrough() throws Exception {
        Ran again = run("import", Prepared.HARBOUR.toString(), "--passwords", "lock");
        assertThat(again.err()).isEmpty();
        assertThat(again.exitCode()).isZero();
        assertThat(database.number("SELECT count(*) FROM vibemuse.objects")).isEqualTo(13);
        assertThat(run("status").out()).doesNotContain("unfinished");
    }

    @Test
    void aKilledImportIsUnfinishedUntilTheNextOneClearsUp() throws Exception {
        Workplace.Running running = startedLoading();
        running.process().destroyForcibly();
        assertThat(running.ended().exitCode()).isEqualTo(137);

        assertThat(run("status").out()).contains("unfinished import  large.mdb");
        assertThat(run("imports").out()).contains("running  large.mdb");
        theNextImportGoesThrough();
    }

    /** A stopped process answers nothing and closes nothing, as a client whose machine hangs. */
    @Test
    void aHungImportIsNamedAndReleased() throws Exception {
        Workplace.Running running = startedLoading();
        Signal.send("STOP", running.process().pid());
        try {
            String pid = Long.toString(database.number(
                    "SELECT pid FROM pg_locks l, hashtextextended('schemuse import into vibemuse', 0) AS key"
                            + " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
                            + " AND classid::bigint = (key >> 32) & 4294967295 AND objid::bigint = key & 4294967295"));
            assertThat(run("locks").out())
                    .contains("vibemuse: held by process " + pid + " of " + database.user(), "schemuse import")
                    .contains("a further connection of schemuse import");
            Ran refused = run("import", Prepared.HARBOUR.toString(), "--passwords", "lock");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err()).contains("process " + pid + " of ", "(schemuse import)", "locks --release");

            Ran released = run("locks", "--release", "--yes");
            assertThat(released.out()).contains("ended, its lock is free");
            assertThat(database.number(
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'schemuse import%'"))
                    .isZero();
        } finally {
            running.process().destroyForcibly();
            running.ended();
        }
        theNextImportGoesThrough();
    }

    @Test
    void anImportThatIsToldToEndKeepsWhatItDid() throws Exception {
        Workplace.Running running = startedLoading();
        running.process().destroy();
        Ran ended = running.ended();

        assertThat(ended.exitCode()).isEqualTo(143);
        assertThat(ended.err())
                .contains("what it has loaded stays", "schemuse undo ")
                .doesNotContain("\tat ");
        assertThat(database.number("SELECT count(*) FROM vibemuse.objects")).isPositive();
        assertThat(run("imports").out()).contains("running  large.mdb");
        theNextImportGoesThrough();
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheWork() throws Exception {
        try (TestDatabase empty = TestDatabase.empty()) {
            Ran refused = Ran.here(
                    folder,
                    Connecting.to(empty),
                    "import",
                    Prepared.HARBOUR.toString(),
                    "--report",
                    folder.resolve("no/report.json").toString());

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("Cannot write a report to").hasLineCount(1);
            assertThat(empty.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'vibemuse'"))
                    .isZero();
        }
    }
}
