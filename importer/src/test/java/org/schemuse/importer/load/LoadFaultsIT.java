package org.schemuse.importer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.RunService;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.source.DumpSource;

/** What goes wrong while a world is loaded ends in one line, and the next import goes through. */
class LoadFaultsIT extends InstalledWorld {
    private ImportReport imported(Path dump, ImportListener listener, DataSource to) throws Exception {
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(Worlds.request(), listener).run(source, () -> to, "vibemuse");
        }
    }

    private ImportReport imported(Path dump) throws Exception {
        return imported(dump, ImportListener.SILENT, database.dataSource());
    }

    private DataSource doomed() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        source.setApplicationName("doomed");
        return source;
    }

    /** Does something when a stage begins. */
    private static ImportListener at(Stage stage, Runnable accident) {
        return new ImportListener() {
            private boolean happened;

            @Override
            public void progress(Stage current, long done, long total) {
                if (current == stage && !happened) {
                    happened = true;
                    accident.run();
                }
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }

    /** Ends the sessions of the import that holds the world's lock, or the others. */
    private void cutSessions(boolean withTheLock) {
        long cut = 0;
        while (cut == 0) { // they may be on their way yet
            cut = sql.createQuery("""
                            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity a
                            WHERE datname = current_database() AND application_name LIKE 'doomed%' AND :locked =
                                EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory'
                                        AND l.mode = 'ExclusiveLock')
                            """)
                    .bind("locked", withTheLock)
                    .mapTo(Long.class)
                    .one();
        }
    }

    /** Whoever ends sessions of an import, in whatever stage, leaves it as a kill does. */
    @ParameterizedTest
    @CsvSource({"LOADING, false", "LOADING, true", "INDEXING, true", "VERIFYING, true"})
    void aLostConnectionLeavesAnImportThatCanBeResumed(Stage stage, boolean withTheLock) throws Exception {
        ImportListener cut = at(stage, () -> cutSessions(withTheLock));

        assertThatThrownBy(() -> imported(Worlds.harbour(), cut, doomed()))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageMatching("(the database ended the import: |schema \"vibemuse\": lost the connection).*")
                .hasMessageContaining("is interrupted: what it has loaded stays")
                .hasMessageContaining("schemuse resume " + text("SELECT id FROM import_runs"))
                .hasMessageContaining("schemuse undo " + text("SELECT id FROM import_runs"))
                .hasMessageNotContaining("bug");
        assertThat(text("SELECT state FROM import_runs")).isEqualTo("running");
        assertThat(count("SELECT count(*) FROM import_deferred_objects WHERE restored_at IS NULL"))
                .isPositive();
        ImportReport report = runs().resume("1", run -> Worlds.source(Worlds.harbour()));
        assertThat(report.rows()).containsEntry("objects", 13L);
        assertThat(count("SELECT count(*) FROM objects")).isEqualTo(13);
        assertThat(count("SELECT count(*) FROM import_deferred_objects")).isZero();
    }

    private RunService runs() {
        return new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT);
    }

    @Test
    void whoLostTheLockToAnotherImportLeavesItsRowsAlone() throws Exception {
        try (Handle other = Jdbi.create(database.dataSource()).open()) {
            ImportListener overtaken = at(Stage.INDEXING, () -> {
                cutSessions(true);
                other.execute("SELECT pg_advisory_lock(hashtextextended('schemuse import into vibemuse', 0))");
            });

            assertThatThrownBy(() -> imported(Worlds.harbour(), overtaken, doomed()))
                    .isInstanceOf(ImportRefusedException.class);
            assertThat(count("SELECT count(*) FROM objects")).isEqualTo(13);
            assertThat(text("SELECT state FROM import_runs")).isEqualTo("running");
            other.execute("SELECT pg_advisory_unlock_all()"); // a closed session may keep it for a moment
        }
        assertThat(imported(Worlds.harbour()).outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
        assertThat(count("SELECT count(*) FROM objects")).isEqualTo(13);
    }

    @Test
    void aRunWhoseEndWasNotHeardOfStaysFinished() throws Exception {
        UUID run = imported(Worlds.harbour()).run();

        new ImportLedger(sql).fail(run, "the connection was lost");

        assertThat(text("SELECT state FROM import_runs")).isEqualTo("finished");
    }

    @Test
    void theIdOfADeletedRunIsNotInTheWayOfTheNext() throws Exception {
        for (int i = 0; i < 2; i++) {
            ImportListener stops = at(Stage.LOADING, () -> {
                throw new IllegalStateException("stops");
            });
            assertThatThrownBy(() -> imported(Worlds.harbour(), stops, database.dataSource()))
                    .hasMessage("stops");
        }
        sql.execute("DELETE FROM import_runs WHERE started_at = (SELECT min(started_at) FROM import_runs)");

        assertThat(imported(Worlds.harbour()).outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES) // it is a hang that is feared
    void recordsThatDoNotCountDoNotStopTheLoad() throws Exception {
        String dump = Files.readString(Worlds.harbour());
        String outOfRange = "&2147483647\nnobody\n-1\n-1\n-1\n-1\n-1\n-1\n1\n1\n1\n1\n<\n0\n0\n\\\n";
        Path padded = Worlds.write(folder, dump.replace("***END", outOfRange.repeat(50) + "***END"));

        assertThat(imported(padded).rows()).containsEntry("objects", 13L);
    }

    @Test
    void aWorldInUseIsRefusedWithoutWaitingForItsUsers() throws Exception {
        imported(Worlds.harbour());
        Path other = Worlds.write(folder, Files.readString(Worlds.harbour()).replace("Lighthouse", "Lightship"));
        try (Handle user = Jdbi.create(database.dataSource()).open()) {
            user.begin();
            user.execute("SELECT count(*) FROM vibemuse.objects");

            assertThatThrownBy(() -> imported(other))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("already has rows in table objects");
            user.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Harbour", "two words", "o'clock", "select", "a;b,c"})
    void aSchemaMayBeCalledAnything(String schema) throws Exception {
        Worlds.install(database.dataSource(), schema);

        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            assertThat(new ImportService(Worlds.request(), ImportListener.SILENT)
                            .run(source, database::dataSource, schema)
                            .rows())
                    .containsEntry("objects", 13L);
        }
    }

    @Test
    void timeLimitsForApplicationsDoNotHoldForAnImport() {
        sql.execute("ALTER DATABASE \"" + database.name() + "\" SET statement_timeout TO '7s'");
        sql.execute("ALTER DATABASE \"" + database.name() + "\" SET idle_session_timeout TO '7s'");

        try (Handle handle = new TargetSchema(database.dataSource(), "vibemuse").open()) {
            assertThat(handle.createQuery(
                                    "SELECT current_setting('statement_timeout') || current_setting('idle_session_timeout')")
                            .mapTo(String.class)
                            .one())
                    .isEqualTo("00");
        }
    }

    @Test
    void aDatabaseThatCannotHoldEveryCharacterIsRefused() {
        String name = database.name() + "_latin1";
        sql.execute(
                "CREATE DATABASE \"" + name + "\" ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        try {
            PGSimpleDataSource latin = (PGSimpleDataSource) doomed();
            latin.setDatabaseName(name);
            Worlds.install(latin, "vibemuse");

            assertThatThrownBy(() -> imported(Worlds.harbour(), ImportListener.SILENT, latin))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("encoded in LATIN1");
        } finally {
            sql.execute("DROP DATABASE \"" + name + "\" WITH (FORCE)");
        }
    }
}
