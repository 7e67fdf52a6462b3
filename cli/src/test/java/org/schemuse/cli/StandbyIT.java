package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.StandbyServer;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** On a hot standby, which streams from a primary, commands that read work, and the others say where to go. */
@Tag("once")
class StandbyIT {
    @TempDir
    private static Path folder;

    private static Workplace workplace;
    private static TestDatabase database;
    private static StandbyServer standby;
    private static Map<String, String> primary;
    private static Map<String, String> there;

    @BeforeAll
    static void follow() throws Exception {
        workplace = Workplace.in(folder);
        database = TestServer.embedded(17).empty();
        primary = Connecting.to(database);
        standby = StandbyServer.of(database);
        there = new HashMap<>(primary);
        there.put("PGPORT", Integer.toString(standby.port()));
        // After the backup: what the standby shows has come by streaming.
        assertThat(Ran.here(folder, primary, "migrate", "promptpal").exitCode()).isZero();
        standby.await();
    }

    @AfterAll
    static void stop() throws Exception {
        standby.close();
        database.close();
        workplace.close();
    }

    @Test
    void whatReadsWorks() {
        Ran status = run("status", "promptpal");
        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).contains("a hot standby)").contains(" applied").doesNotContain("primary");
        assertThat(run("status", "vibecoder").out())
                .contains("not installed in", "connected to the primary of this hot standby");
        assertThat(run("history", "promptpal").exitCode()).isZero();
        Ran nothing = run("migrate", "promptpal");
        assertThat(nothing.out()).as(nothing.err()).contains("nothing to do");
        Ran lint = run("lint", "promptpal", "--live", "--fail-on", "none");
        assertThat(lint.exitCode()).as(lint.err()).isZero();
        assertThat(lint.err()).isEmpty();
    }

    @Test
    void whatWritesSaysThatItIsAStandby() {
        for (String command : new String[] {
            "migrate vibecoder",
            "migrate vibecoder --dry-run",
            "migrate vibecoder --dry-run=execute",
            "rollback promptpal --count 1 --yes",
            "rollback promptpal --count 1 --dry-run"
        }) {
            Ran ran = run(command.split(" "));
            assertThat(ran.exitCode()).as(command + ": " + ran.err()).isEqualTo(4);
            assertThat(ran.err())
                    .as(command)
                    .contains(
                            "the server is a hot standby, which only reads; nothing was changed: connect to its primary")
                    .doesNotContain("default_transaction_read_only");
        }
    }

    @Test
    void driftComparesItWithACopyElsewhere() {
        Ran beside = run("drift", "promptpal");
        assertThat(beside.exitCode()).as(beside.err()).isZero();
        assertThat(beside.out()).contains("no drift");

        Ran onPrimary = run("drift", "promptpal", "--on", database.url());
        assertThat(onPrimary.exitCode()).as(onPrimary.err()).isZero();

        String here = "postgresql://127.0.0.1:" + standby.port() + "/" + database.name();
        Ran onIt = Ran.here(folder, primary, "verify", "promptpal", "--on", here);
        assertThat(onIt.exitCode()).isEqualTo(4);
        assertThat(onIt.err()).contains("it is a hot standby, which only reads. Name its primary");
    }

    /** What the other tests rest on: a commit that the fixture does not await would be missing here now and then. */
    @Test
    void everyCommitOfThePrimaryIsAwaited() throws Exception {
        database.execute("CREATE TABLE committed (number int)");
        String here = "jdbc:postgresql://127.0.0.1:" + standby.port() + "/" + database.name();
        for (int number = 1; number <= 20; number++) {
            database.execute("INSERT INTO committed VALUES (" + number + ")");
            standby.await();
            try (Connection connection = DriverManager.getConnection(here, database.user(), database.password());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM committed")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(number);
            }
        }
        database.execute("DROP TABLE committed");
    }

    private static Ran run(String... arguments) {
        return Ran.here(folder, there, arguments);
    }
}
