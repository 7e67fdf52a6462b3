package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.Dying;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.ledger.RunState;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.Await;

/** An import that was cut off can be resumed, and nothing else can. */
class ResumeIT extends InstalledWorld {
    /** Hashing passwords is what takes longest, so only the test that compares all of the world keeps them. */
    private PasswordMode passwords = PasswordMode.LOCK;

    private Path generated() throws Exception {
        Path dump = folder.resolve("world.mdb");
        try (OutputStream out = Files.newOutputStream(dump)) {
            GenerateService.generate(600, 11, out);
        }
        return dump;
    }

    private ImportReport imported(Path dump, ImportListener listener) throws Exception {
        ImportRequest request = new ImportRequest(null, false, false, passwords, 40, "test");
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(request, listener).run(source, database::dataSource, "vibemuse");
        }
    }

    private void cutOff(Path dump, ImportListener.Stage when, int steps) {
        assertThatThrownBy(() -> imported(dump, new Dying(when, steps))).isInstanceOf(Dying.Killed.class);
    }

    private RunService runs() {
        return runs("test");
    }

    private RunService runs(String version) {
        return new RunService(database.dataSource(), "vibemuse", version, ImportListener.SILENT);
    }

    private ImportReport resumed(Path dump) throws Exception {
        return runs().resume("1", run -> Worlds.source(dump));
    }

    private ImportRun run() {
        return RunHistory.of(new TargetSchema(database.dataSource(), "vibemuse"))
                .runs()
                .get(0);
    }

    /** Every row of every table of the world in order, apart from salted hashes and the moment of the import. */
    private Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        for (WorldTable table : WorldTable.values()) {
            contents.put(
                    table.sqlName(),
                    text("SELECT coalesce(string_agg(replace((to_jsonb(t) - 'password_hash')::text,"
                            + " (SELECT to_jsonb(started_at) #>> '{}' FROM import_runs WHERE state = 'finished'),"
                            + " 'begun'), E'\\n' ORDER BY id), '') FROM " + table.sqlName() + " t"));
        }
        return contents;
    }

    private String fingerprint() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }

    @Test
    void whatWasCutOffEndsAsIfNothingHadHappened() throws Exception {
        passwords = PasswordMode.KEEP;
        Path dump = generated();
        imported(dump, ImportListener.SILENT);
        Map<String, String> undisturbed = contents();
        String definitions = fingerprint();
        runs().undo("1", false);
        sql.execute("TRUNCATE import_runs CASCADE");

        for (ImportListener.Stage stage :
                List.of(ImportListener.Stage.LOADING, ImportListener.Stage.INDEXING, ImportListener.Stage.VERIFYING)) {
            cutOff(dump, stage, stage == ImportListener.Stage.LOADING ? 7 : 0);
            assertThat(run().state()).isEqualTo(RunState.RUNNING);

            ImportReport report = resumed(dump);

            assertThat(report.continuedBatches()).as(stage.name()).isPositive();
            assertThat(run().continuedBatches()).isEqualTo(report.continuedBatches());
            assertThat(contents()).isEqualTo(undisturbed);
            assertThat(fingerprint()).isEqualTo(definitions);
            runs().undo("1", false);
            sql.execute("TRUNCATE import_runs CASCADE");
        }
    }

    @Test
    void whatWasCutOffCanBeUndone() throws Exception {
        String before = fingerprint();
        Path dump = generated();
        for (ImportListener.Stage stage : List.of(ImportListener.Stage.LOADING, ImportListener.Stage.VERIFYING)) {
            cutOff(dump, stage, 0);

            runs().undo(run().id().toString().substring(0, 8), false);

            assertThat(run().state()).isEqualTo(RunState.UNDONE);
            assertThat(fingerprint()).isEqualTo(before);
            assertThat(count("SELECT count(*) FROM objects")).isZero();
        }
        assertThat(imported(dump, ImportListener.SILENT).outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
    }

    @Test
    void theRunKnowsWhereItsDumpLay() throws Exception {
        Path dump = generated();
        cutOff(dump, ImportListener.Stage.LOADING, 0);

        assertThat(run().sourcePath()).isEqualTo(dump.toAbsolutePath().toString());
        assertThat(runs().resume("1", run -> Worlds.source(Path.of(run.sourcePath())))
                        .outcome())
                .isEqualTo(ImportReport.Outcome.IMPORTED);
    }

    @Test
    void anotherDumpIsRefusedAndChangesNothing() throws Exception {
        cutOff(generated(), ImportListener.Stage.LOADING, 3);

        assertThatThrownBy(() -> resumed(Worlds.harbour()))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("is not the dump of import 1 of world.mdb")
                .hasMessageContaining(run().sha256());

        assertThat(run().state()).isEqualTo(RunState.RUNNING);
        assertThat(resumed(folder.resolve("world.mdb")).continuedBatches()).isPositive();
    }

    @Test
    void aRunThatIsOverHasNothingToResume() throws Exception {
        imported(generated(), ImportListener.SILENT);

        assertThatThrownBy(() -> resumed(folder.resolve("world.mdb")))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("is finished; there is nothing to resume");
        assertThatThrownBy(() -> runs().resume("2", run -> null))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("has no import \"2\"");
    }

    @Test
    void aRunThatIsStillRunningIsLeftAlone() throws Exception {
        cutOff(generated(), ImportListener.Stage.LOADING, 3);
        try (Handle other = Jdbi.create(database.dataSource()).open()) {
            other.execute("SELECT pg_advisory_lock(hashtextextended('schemuse import into vibemuse', 0))");

            assertThatThrownBy(() -> resumed(folder.resolve("world.mdb")))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("is still running");
            assertThatThrownBy(() -> runs().undo("1", true))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("is still running");
        }
        assertThat(run().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void whatAKilledImportIsStillBusyWithIsWaitedFor() throws Exception {
        Path dump = generated();
        cutOff(dump, ImportListener.Stage.LOADING, 3);
        try (Handle busy = Jdbi.create(database.dataSource()).open()) {
            busy.execute("SELECT pg_advisory_lock_shared("
                    + "hashtextextended('schemuse works for an import into vibemuse', 0))");

            assertThatThrownBy(() -> resumed(dump))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("is still running");
            CompletableFuture<Void> ends = CompletableFuture.runAsync(
                    busy::close, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
            assertThat(resumed(dump).continuedBatches()).isPositive();
            ends.join();
        }
    }

    @Test
    void theServerNoticesSoonThatTheProcessBehindABusyConnectionIsGone() throws Exception {
        try (Handle handle = new TargetSchema(database.dataSource(), "vibemuse").open()) {
            int pid = handle.createQuery("SELECT pg_backend_pid()")
                    .mapTo(Integer.class)
                    .one();
            CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> handle.execute("SELECT pg_sleep(600)"));
            String session = "SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid;
            Await.until("it sleeps", () -> count(session + " AND wait_event = 'PgSleep'") == 1);

            handle.getConnection().abort(Runnable::run);

            Await.until("the server ends the session", () -> count(session) == 0);
            assertThatThrownBy(busy::join).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void anotherVersionMightCutTheBatchesElsewhere() throws Exception {
        cutOff(generated(), ImportListener.Stage.LOADING, 3);

        assertThatThrownBy(() -> runs("newer").resume("1", run -> Worlds.source(folder.resolve("world.mdb"))))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("was begun by version test, this is newer");
        runs("newer").undo("1", false);
        assertThat(run().state()).isEqualTo(RunState.UNDONE);
    }

    @Test
    void theBeginningOfAnIdMustMeanOneRun() {
        for (String id : List.of("aaaa0000-0000-4000-8000-000000000000", "aaaa1111-0000-4000-8000-000000000000")) {
            sql.execute(
                    "INSERT INTO import_runs (id, number, source, sha256, bytes, dialect, layout, charset, tool_version, state)"
                            + " VALUES (?::uuid, (SELECT count(*) + 10 FROM import_runs), 'x', 'x', 1, 'x', 'x', 'UTF-8', 'test', 'failed')",
                    id);
        }

        assertThatThrownBy(() -> runs().undo("aaaa", false))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("has 2 imports whose id begins with \"aaaa\"");
        assertThatThrownBy(() -> runs().undo("AAAA1", false))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("is failed");
    }
}
