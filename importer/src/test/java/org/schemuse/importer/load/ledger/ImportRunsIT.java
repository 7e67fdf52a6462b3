package org.schemuse.importer.load.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.OwnedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.source.DumpSource;

/** An import as a run: alone, once, whole or not at all, and what the ledger knows of it. */
class ImportRunsIT extends InstalledWorld {
    private ImportReport importDump(Path dump) throws Exception {
        return Worlds.importInto(database, dump, Worlds.request());
    }

    @Test
    void theSchemaIsTheSameAfterAnImportAsBefore() throws Exception {
        String before = fingerprint();

        importDump(Worlds.harbour());

        assertThat(fingerprint()).isEqualTo(before);
        assertThat(count("SELECT count(*) FROM import_deferred_objects")).isZero();
    }

    private String fingerprint() throws Exception {
        try (java.sql.Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }

    @Test
    void aSecondImportOfTheSameDumpChangesNothing() throws Exception {
        ImportReport first = importDump(Worlds.harbour());
        String before = text("SELECT string_agg(xmin::text, ',' ORDER BY id) FROM objects");

        ImportReport second = importDump(Worlds.harbour());

        assertThat(second.outcome()).isEqualTo(ImportReport.Outcome.ALREADY_IMPORTED);
        assertThat(second.run()).isEqualTo(first.run());
        assertThat(text("SELECT string_agg(xmin::text, ',' ORDER BY id) FROM objects"))
                .isEqualTo(before);
        assertThat(count("SELECT count(*) FROM import_runs")).isEqualTo(1);
    }

    @Test
    void anotherDumpIsRefusedWhereAWorldIsAlready() throws Exception {
        importDump(Worlds.harbour());

        assertThatThrownBy(() -> importDump(Worlds.brokenHarbour()))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("already has rows in table objects");
        assertThat(count("SELECT count(*) FROM objects")).isEqualTo(13);
        assertThat(count("SELECT count(*) FROM import_runs")).isEqualTo(1);
        assertThat(count("SELECT count(*) FROM import_deferred_objects WHERE restored_at IS NULL"))
                .isZero();
    }

    @Test
    void findingsStandInTheDatabaseWithTheirPlace() throws Exception {
        ImportReport report = importDump(Worlds.brokenHarbour());

        assertThat(count("SELECT count(*) FROM import_findings"))
                .isEqualTo(report.inspection().findings().size());
        assertThat(text(
                        "SELECT format('%s line %s %s %s: %s', severity, line, subject, field, done) FROM import_findings"
                                + " WHERE code = 'OWNER_NOT_A_PLAYER'"))
                .isEqualTo("warning line 125 #3 owner: owned by #1");
    }

    @Test
    void inspectionAndImportAgree() throws Exception {
        for (Path dump : List.of(Worlds.brokenHarbour())) {
            Inspection inspection = Worlds.inspect(dump);
            ImportReport report = importDump(dump);

            assertThat(report.inspection().counts()).isEqualTo(inspection.counts());
            assertThat(report.inspection().findingsByCode()).isEqualTo(inspection.findingsByCode());
            assertThat(report.rows().get("attributes"))
                    .isEqualTo(
                            inspection.counts().values() - inspection.counts().passwords());
            assertThat(report.rows().get("legacy_objects"))
                    .isEqualTo(inspection.counts().liveObjects()
                            + inspection.counts().garbage());
        }
    }

    @Test
    void theShippedDatabaseIsImportedWithEveryUserDefinedValue() throws Exception {
        if (Worlds.shipped().isEmpty()) {
            return;
        }
        ImportReport report = importDump(Worlds.shipped().get());

        assertThat(report.inspection().counts().liveObjects()).isEqualTo(13);
        assertThat(report.inspection().counts().values()).isEqualTo(346);
        assertThat(report.inspection().counts().userDefinedValues()).isEqualTo(296);
        assertThat(report.inspection().counts().keptByOriginal()).isEqualTo(10);
        assertThat(count("SELECT count(*) FROM attributes a JOIN attribute_definitions d ON d.id = a.definition_id"
                        + " WHERE d.object_id IS NOT NULL"))
                .isEqualTo(296);
        assertThat(count("SELECT count(*) FROM users WHERE user_class = 'director'"))
                .isEqualTo(2);
    }

    @Test
    void aPlainOwnerCanImportAlthoughRowSecurityIsForced() throws Exception {
        try (OwnedWorld world = new OwnedWorld(database, sql)) {
            assertThat(count("SELECT count(*) FROM owned.objects")).isEqualTo(13);
            assertThat(world.unforcedTables()).isZero();
        }
    }

    @Test
    void anInterruptionKeepsWhatWasLoadedAndNamesTheDumpAsTheClosedTablesDo() throws Exception {
        ImportListener stopsWhileLoading = new ImportListener() {
            private boolean loading;

            @Override
            public void progress(Stage stage, long done, long total) {
                loading |= stage == Stage.LOADING;
            }

            @Override
            public boolean cancelled() {
                return loading;
            }
        };
        ImportCancelledException stopped;
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            stopped = catchThrowableOfType(
                    ImportCancelledException.class,
                    () -> new ImportService(Worlds.request(), stopsWhileLoading)
                            .run(source, database::dataSource, "vibemuse"));
        }
        String called = "import " + text("SELECT id FROM import_runs WHERE state = 'running'") + " of harbour.mdb is ";
        assertThat(stopped).hasMessageStartingWith(called).hasMessageContaining("what it has loaded stays");
        assertThat(count("SELECT count(*) FROM objects")).isPositive();
        assertThatThrownBy(() -> sql.execute("DELETE FROM objects")).hasMessageContaining(called);
        assertThat(importDump(Worlds.harbour()).continuedBatches()).isPositive();
        assertThat(count("SELECT count(*) FROM objects")).isEqualTo(13);
    }

    @Test
    void aFailureInTheMiddleLeavesTheSchemaAsItWas() throws Exception {
        String before = fingerprint();
        ImportListener failsWhileLoading = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.LOADING) {
                    throw new IllegalStateException("fails");
                }
            }
        };
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            assertThatThrownBy(() -> new ImportService(Worlds.request(), failsWhileLoading)
                            .run(source, database::dataSource, "vibemuse"))
                    .hasMessage("fails");
        }
        assertThat(count("SELECT count(*) FROM objects")).isZero();
        assertThat(text("SELECT state FROM import_runs")).isEqualTo("failed");
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(importDump(Worlds.harbour()).outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
    }

    @Test
    void twoImportsAtOnceAreOneTooMany() throws Exception {
        try (Handle other = Jdbi.create(database.dataSource()).open()) {
            other.execute("SELECT pg_advisory_lock(hashtextextended('schemuse import into vibemuse', 0))");

            assertThatThrownBy(() -> importDump(Worlds.harbour()))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("is locked by another import, update, undo or migration: process "
                            + other.createQuery("SELECT pg_backend_pid()")
                                    .mapTo(Integer.class)
                                    .one()
                            + " of " + database.user())
                    .hasMessageContaining("schemuse locks --release --schema vibemuse");
        }
    }

    @Test
    void importingAgainElsewhereGivesTheSameIdsForTheSameWorldOnly() throws Exception, IOException {
        importDump(Worlds.harbour());
        String id = text("SELECT id FROM objects WHERE name = 'Lighthouse'");
        Worlds.install(database.dataSource(), "twin");
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            new ImportService(Worlds.request(), ImportListener.SILENT).run(source, database::dataSource, "twin");
        }
        assertThat(text("SELECT id FROM twin.objects WHERE name = 'Lighthouse'"))
                .isNotEqualTo(id);
        assertThat(java.util.UUID.fromString(id).version()).isEqualTo(5);
    }
}
