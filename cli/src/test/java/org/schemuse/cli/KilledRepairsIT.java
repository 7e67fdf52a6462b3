package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.schemuse.testsupport.Gate;

/**
 * The process is killed while it repairs or rearranges a world: while it rebuilds keys and indexes, while it undoes a failed
 * import by itself, in an undo and in an update. Each kill comes at a statement that changes a definition, chosen at random,
 * where the server holds the process until it is dead. Whatever command comes next ends with the world of an undisturbed one.
 */
@Tag("every-combination")
class KilledRepairsIT extends KilledProcesses {
    /** Few, since each is aimed. */
    private static final int KILLS = 5;

    /** Loaded by one of the last batches. */
    private static final String REFUSED = "ALTER TABLE legacy_objects ADD CONSTRAINT refused CHECK (dbref <> 777)";

    private final SplittableRandom random = new SplittableRandom(9);
    private Map<String, String> undisturbed;

    /** Counts the statements that change a definition, and holds the one that is to be the last. */
    @BeforeEach
    void watchDefinitions() throws Exception {
        next(environment, importing("--quiet"));
        undisturbed = contents(database.dataSource());
        execute(
                "CREATE SCHEMA fault",
                "CREATE SEQUENCE fault.seen",
                "CREATE TABLE fault.last (number bigint)",
                "INSERT INTO fault.last VALUES (NULL)",
                "CREATE TABLE fault.statements (number bigint, loaded boolean)",
                """
                CREATE FUNCTION fault.statement() RETURNS event_trigger LANGUAGE plpgsql AS $$
                DECLARE
                    this bigint := nextval('fault.seen');
                BEGIN
                    INSERT INTO fault.statements
                        VALUES (this, EXISTS (SELECT FROM vibemuse.import_batches));
                    IF this = (SELECT number FROM fault.last) THEN
                        PERFORM pg_advisory_xact_lock_shared(4711);
                    END IF;
                END $$
                """,
                "CREATE EVENT TRIGGER statement ON ddl_command_start EXECUTE FUNCTION fault.statement()");
    }

    private void countAgain() throws Exception {
        execute("DELETE FROM fault.statements", "SELECT setval('fault.seen', 1, false)");
    }

    private long firstAfterTheLoad() throws Exception {
        return number("SELECT min(number) FROM fault.statements WHERE loaded");
    }

    private long last() throws Exception {
        return number("SELECT max(number) FROM fault.statements");
    }

    private void killedAt(long statement, String... command) throws Exception {
        countAgain();
        try (Gate gate = Gate.closed(database, "4711")) {
            execute("UPDATE fault.last SET number = " + statement);
            Workplace.Running running = workplace.start(environment, command);
            running.awaitUnlessEnded("it is held at statement " + statement, () -> gate.waiting() > 0);
            assertThat(running.process().isAlive())
                    .as("is held at statement %d: %s", statement, String.join(" ", command))
                    .isTrue();
            running.process().destroyForcibly();
            running.ended();
            execute("UPDATE fault.last SET number = NULL");
        }
        awaitEndOfSessions();
    }

    private long between(long first, long last) {
        return random.nextLong(first, last + 1);
    }

    /** Resumes the import, imports again, or undoes it first. */
    private void repair(int way) {
        if (way % 3 == 0) {
            next(environment, "resume", "1", "--quiet");
            return;
        }
        if (way % 3 == 1) {
            next(environment, "undo", "1", "--yes", "--quiet");
        }
        next(environment, importing("--quiet"));
    }

    private void isUndisturbed(String as, Object... arguments) throws Exception {
        assertThat(contents(database.dataSource())).as(as, arguments).isEqualTo(undisturbed);
        assertThat(number("SELECT count(*) FROM vibemuse.import_deferred_objects"))
                .isZero();
        assertThat(number("SELECT count(*) FROM pg_trigger WHERE tgname = 'closed_by_import'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM vibemuse.import_runs WHERE state = 'finished'"))
                .isEqualTo(1);
    }

    @Test
    void theRebuildingOfKeysAndIndexes() throws Exception {
        reset();
        countAgain();
        next(environment, importing("--quiet"));
        long first = firstAfterTheLoad();
        long last = last();
        for (int i = 0; i < KILLS; i++) {
            reset();
            long statement = between(first, last);

            killedAt(statement, importing());
            repair(i);

            isUndisturbed("kill %d at statement %d", i, statement);
        }
    }

    @Test
    void theUndoOfAnImportThatFailed() throws Exception {
        reset();
        execute(REFUSED);
        countAgain();
        assertThat(workplace.run(environment, importing()).exitCode()).isEqualTo(4);
        assertThat(number("SELECT count(*) FROM vibemuse.objects")).isZero();
        long first = firstAfterTheLoad();
        long last = last();
        for (int i = 0; i < KILLS; i++) {
            reset();
            long statement = between(first, last);

            killedAt(statement, importing());
            execute("ALTER TABLE legacy_objects DROP CONSTRAINT refused");
            assertThat(number("SELECT count(*) FROM vibemuse.import_batches")).isPositive();
            repair(i);

            isUndisturbed("kill %d at statement %d", i, statement);
            reset();
            execute(REFUSED);
        }
    }

    @Test
    void theUndoOfAFinishedImport() throws Exception {
        countAgain();
        next(environment, "undo", "1", "--yes", "--quiet");
        long last = last();
        next(environment, importing("--quiet"));
        for (int i = 0; i < KILLS; i++) {
            long statement = between(1, last);
            String run = Integer.toString(i + 2);

            killedAt(statement, "undo", run, "--yes");
            isUndisturbed("kill %d at statement %d", i, statement);
            next(environment, "undo", run, "--yes", "--quiet");

            assertThat(number("SELECT count(*) FROM vibemuse.objects")).isZero();
            next(environment, importing("--quiet"));
            isUndisturbed("after kill %d at statement %d", i, statement);
        }
    }

    @Test
    void theUndoOfAnImportThatWasCutOff() throws Exception {
        reset();
        countAgain();
        next(environment, importing("--quiet"));
        long end = last();
        reset();
        killedAt(end, importing());
        countAgain();
        next(environment, "undo", "1", "--yes", "--quiet");
        long last = last();
        for (int i = 0; i < KILLS; i++) {
            reset();
            long statement = between(1, last);

            killedAt(end, importing());
            killedAt(statement, "undo", "1", "--yes");
            repair(i);

            isUndisturbed("kill %d at statement %d", i, statement);
        }
    }

    @Test
    void anUpdate() throws Exception {
        String dump = Files.readString(folder.resolve("world.mdb"), StandardCharsets.ISO_8859_1);
        Path newer = Files.writeString(
                folder.resolve("newer.mdb"),
                dump.replace("thing number 1", "item number 1"),
                StandardCharsets.ISO_8859_1);
        countAgain();
        next(environment, importing(newer, "--update", "--quiet"));
        long last = last();
        Map<String, String> updated = contents(database.dataSource());
        assertThat(updated).isNotEqualTo(undisturbed);
        for (int i = 0; i < KILLS; i++) {
            reset();
            next(environment, importing("--quiet"));
            long statement = between(1, last);

            killedAt(statement, importing(newer, "--update"));
            isUndisturbed("kill %d at statement %d", i, statement);
            next(environment, importing(newer, "--update", "--quiet"));

            assertThat(contents(database.dataSource()))
                    .as("after kill %d at statement %d", i, statement)
                    .isEqualTo(updated);
        }
    }
}
