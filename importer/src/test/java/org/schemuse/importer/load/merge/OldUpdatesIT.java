package org.schemuse.importer.load.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ExportService;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.RunService;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.VerificationReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.fixture.UpdatedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.testsupport.TestDatabase;

/**
 * The ledger of a world that is updated every night does not grow forever. The judge is a second world with the same history
 * that forgets nothing: in both, every later update, undo, export and verification must come out the same.
 */
class OldUpdatesIT extends UpdatedWorld {
    /** What chance and the clock write; of a hash, its beginning says whether the account is locked. */
    private static final String DIFFERENT =
            "'{id,created_at,updated_at,joined_at,granted_at,arrived_at,password_hash}'";

    private UpdateRules rules = USUAL;

    /** What is done in both worlds; what it yields must be the same. */
    private interface Step {
        Object run() throws Exception;
    }

    private static UpdateRules keeping(int updates) {
        return new UpdateRules(false, false, true, false, updates);
    }

    private Object update(String... replacements) throws Exception {
        return update(newer(replacements));
    }

    private Object updateWithoutMira(String... replacements) throws Exception {
        String dump = Files.readString(newer(replacements), StandardCharsets.ISO_8859_1);
        return update(Worlds.write(folder, dump.replaceAll("(?s)&2\n.*?(?=&3\n)", "")));
    }

    private Object update(Path dump) throws Exception {
        try (UpdateReport report = updated(dump, rules)) {
            assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
            return described(report);
        }
    }

    private static Object described(UpdateReport report) {
        List<String> lines = new ArrayList<>();
        report.rowChanges().forEach(change -> lines.add(change.toString()));
        return List.of(
                report.changes(), report.conflicts(), report.vanishedPlayers().toString(), lines);
    }

    private Object execute(String statement) {
        return sql.execute(statement);
    }

    private Object undoLatest() throws Exception {
        return service().undo(latest().id().toString(), true).rows();
    }

    private RunService service() {
        return new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT);
    }

    private List<ImportRun> runs() {
        return RunHistory.of(new TargetSchema(database.dataSource(), "vibemuse"))
                .runs();
    }

    private ImportRun latest() {
        return runs().stream().filter(ImportRun::finished).findFirst().orElseThrow();
    }

    /** Everything an operator can see of the world but the list of its updates. */
    private List<Object> seen() throws Exception {
        List<Object> seen = new ArrayList<>();
        for (WorldTable table : WorldTable.values()) {
            seen.add(text("SELECT '" + table.sqlName()
                    + " ' || count(*) || ' ' || md5(string_agg(line, ' ' ORDER BY line)) FROM ("
                    + "SELECT (to_jsonb(t) - " + DIFFERENT
                    + "::text[])::text || coalesce(left(to_jsonb(t) ->> 'password_hash', 1), '')"
                    + " AS line FROM " + table.sqlName() + " t) lines"));
        }
        VerificationReport verification =
                new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT).verify(null, null);
        seen.add(verification.verified());
        seen.add(verification.rowDifferences().toString());
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        seen.add(new ExportService(database.dataSource(), "vibemuse")
                .export(dump, null)
                .identical());
        seen.add(dump.toString(StandardCharsets.ISO_8859_1));
        return seen;
    }

    private List<Step> history() {
        return List.of(
                () -> {
                    imported();
                    return "";
                },
                () -> execute("UPDATE objects SET description = 'A wreck.' WHERE id = " + KITTIWAKE),
                () -> execute("UPDATE users SET last_login = '2026-01-01' WHERE username = 'Mira'"),
                () -> update("half a tank", "empty"),
                () -> updateWithoutMira("half a tank", "empty"),
                () -> execute("UPDATE attributes SET value = '{\"text\": \"refilled\"}' WHERE value #>> '{}' = 'empty'"
                        + " OR value ->> 'text' = 'empty'"),
                () -> updateWithoutMira("A ketch with patched brown sails.", "A ketch, drained."),
                () -> updateWithoutMira("A ketch with patched brown sails.", "A ketch, rusty."),
                () -> updateWithoutMira("A ketch with patched brown sails.", "A ketch, leaking."),
                () -> update("half a tank", "drained", "A ketch with patched brown sails.", "A ketch, sold."),
                this::undoLatest,
                () -> execute("DELETE FROM objects WHERE name = 'Lighthouse'"),
                () -> update(),
                () -> update(MUCH_LATER));
    }

    @Test
    @Tag("every-combination")
    void whatIsForgottenChangesNothingThatComesLater() throws Exception {
        passwords = PasswordMode.KEEP;
        TestDatabase forgetting = database;
        Handle first = sql;
        try (TestDatabase remembering = Worlds.database();
                Handle second = Jdbi.create(remembering.dataSource()).open()) {
            second.execute("SET search_path TO vibemuse");
            int number = 0;
            for (Step step : history()) {
                rules = keeping(2);
                Object done = step.run();
                List<Object> seen = seen();
                database = remembering;
                sql = second;
                rules = keeping(1_000);
                assertThat(step.run()).as("step %d", number).isEqualTo(done);
                assertThat(seen()).as("after step %d", number++).isEqualTo(seen);
                database = forgetting;
                sql = first;
            }
        } finally {
            database = forgetting;
            sql = first;
        }
        assertThat(runs().stream().filter(run -> run.finished() && run.updates() != null))
                .hasSize(2);
    }

    @Test
    void theLedgerStopsGrowingAndANumberIsNeverGivenTwice() throws Exception {
        rules = keeping(3);
        imported();
        sql.execute("UPDATE objects SET description = 'A wreck.' WHERE id = " + KITTIWAKE);
        long rows = 0;
        for (int night = 1; night <= 8; night++) {
            update("half a tank", "tank " + night);
            if (night == 4) {
                rows = rows("import_changes");
            }
        }

        assertThat(runs().stream().map(ImportRun::number)).containsExactly(9, 8, 7, 1);
        assertThat(runs().stream().map(ImportRun::updates)).containsExactly(8, 7, 1, null);
        assertThat(runs().stream().map(ImportRun::earlierUpdateCount)).containsExactly(0, 0, 5, 0);
        assertThat(rows("import_changes")).isEqualTo(rows);
        assertThat(rows("import_findings WHERE run_id NOT IN (SELECT id FROM import_runs)"))
                .isZero();
        assertThat(rows("audit_logs WHERE table_name = 'import_runs'"))
                .as("every run, in the audit trail")
                .isEqualTo(9);
    }

    @Test
    void theOldestOneThatStaysCannotBeUndoneByItself() throws Exception {
        passwords = PasswordMode.KEEP;
        rules = keeping(1);
        imported();
        update("half a tank", "empty");
        update("half a tank", "drained");

        assertThatThrownBy(() -> service().undo("3", false))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("import 3 of")
                .hasMessageContaining("is the oldest update that is kept")
                .hasMessageContaining("schemuse undo 1");
        service().undo("1", false);

        assertThat(rows("objects")).isZero();
        assertThat(rows("import_changes")).isZero();
        rules = USUAL;
        imported();
        assertThat(latest().number()).isEqualTo(4);
        assertThat(new ExportService(database.dataSource(), "vibemuse")
                        .export(OutputStream.nullOutputStream(), null)
                        .identical())
                .isTrue();
    }

    @Test
    void runsThatFailedOrWereUndoneGoWithTheUpdatesOfTheirTime() throws Exception {
        rules = keeping(1);
        imported();
        update("half a tank", "empty");
        undoLatest();
        update("half a tank", "drained");
        assertThat(runs().stream().map(ImportRun::number)).containsExactly(3, 2, 1);

        update("half a tank", "full");

        assertThat(runs().stream().map(ImportRun::number)).containsExactly(4, 1);
    }
}
