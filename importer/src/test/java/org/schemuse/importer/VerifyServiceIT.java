package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.VerificationReport.Evidence;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.GoldenFiles;
import org.schemuse.importer.fixture.RowDamage;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.importer.mud.verify.RowDifference;
import org.schemuse.importer.mud.verify.WorldVerification;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** A world as it was imported is found whole, and no damage done to it since goes unnoticed. */
class VerifyServiceIT {

    @TempDir
    private Path folder;

    private static TestDatabase harbour() {
        return TestDatabase.cloneOf("verified_harbour", database -> {
            Worlds.install(database, "vibemuse");
            ImportRequest request = new ImportRequest(null, false, false, PasswordMode.KEEP, 100, "test");
            try (DumpSource source = Worlds.source(Worlds.harbour())) {
                new ImportService(request, ImportListener.SILENT).run(source, () -> database, "vibemuse");
            }
        });
    }

    private static VerificationReport verified(TestDatabase database, Path dump) throws Exception {
        VerifyService service = new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT);
        if (dump == null) {
            execute(database, "UPDATE import_runs SET source_path = NULL");
            return service.verify(null, null);
        }
        try (DumpSource source = Worlds.source(dump)) {
            return service.verify(null, source);
        }
    }

    private static void execute(TestDatabase database, String sql) {
        try (Handle handle = Jdbi.create(database.dataSource()).open()) {
            handle.execute("SET search_path TO vibemuse");
            // Damage comes by ways that no trigger sees.
            handle.execute("SET session_replication_role TO replica");
            handle.execute(sql);
        }
    }

    private static List<String> lines(VerificationReport report) {
        return report.rowDifferences().stream().map(RowDifference::toString).toList();
    }

    @Test
    void aWorldAsItWasImportedIsWhole() throws Exception {
        try (TestDatabase database = harbour()) {
            VerificationReport report = verified(database, Worlds.harbour());

            assertThat(lines(report)).isEmpty();
            assertThat(report.verified()).isTrue();
            assertThat(report.objectCount()).isEqualTo(14);
            assertThat(report.evidence()).isEqualTo(Evidence.DUMP);
        }
    }

    @Test
    void theDumpIsTakenFromWhereItLay() throws Exception {
        try (TestDatabase database = harbour()) {
            VerifyService service = new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT);

            assertThat(service.verify(null, null).evidence()).isEqualTo(Evidence.DUMP);
        }
    }

    @Test
    void withoutTheDumpItsSha256IsTheProof() throws Exception {
        try (TestDatabase database = harbour()) {
            VerificationReport report = verified(database, null);

            assertThat(lines(report)).isEmpty();
            assertThat(report.evidence()).isEqualTo(Evidence.EXPORT);
        }
    }

    /** Every layout there is, and some of what can be wrong with a dump. */
    private static List<Path> oddDumps() throws Exception {
        GoldenFiles wrong = new GoldenFiles("err", ".findings");
        List<Path> dumps = new ArrayList<>(new GoldenFiles("ok", ".records").dumps());
        dumps.removeIf(dump ->
                dump.toString().contains("one-object") || dump.toString().contains("more-than"));
        for (String name : List.of(
                "names-too-long",
                "nul-bytes",
                "references-to-garbage",
                "player-names",
                "mail-malformed",
                "mail-continued",
                "index-without-definition",
                "unknown-attribute-numbers",
                "password-on-a-thing")) {
            dumps.add(wrong.dump(name));
        }
        dumps.add(Worlds.brokenHarbour());
        Worlds.shipped().ifPresent(dumps::add);
        return dumps;
    }

    @Test
    @Tag("once")
    void theWorldOfADumpWithEveryFindingIsWhole() throws Exception {
        requireWhole(List.of(Worlds.brokenHarbour()));
    }

    @Test
    @Tag("every-combination")
    void whateverIsWrongWithADumpTheWorldThatCameOfItIsWhole() throws Exception {
        requireWhole(oddDumps());
    }

    /** Imports each dump, and compares it with its world. */
    private static void requireWhole(List<Path> dumps) throws Exception {
        try (TestDatabase database = Worlds.database()) {
            for (Path dump : dumps) {
                ImportRequest request = new ImportRequest(null, false, true, PasswordMode.LOCK, 100, "test");
                try (DumpSource source = Worlds.source(dump)) {
                    new ImportService(request, ImportListener.SILENT).run(source, database::dataSource, "vibemuse");
                }
                assertThat(lines(verified(database, dump))).as("%s", dump).isEmpty();
                assertThat(lines(verified(database, null)))
                        .as("%s, without it", dump)
                        .isEmpty();
                execute(database, "TRUNCATE import_runs, sessions, " + tables() + " CASCADE");
            }
        }
    }

    private static String tables() {
        return Arrays.stream(WorldTable.values()).map(WorldTable::sqlName).collect(Collectors.joining(", "));
    }

    /** Every damage is undone by a rollback, so that one world serves all of them. */
    @Test
    void noDamageGoesUnnoticed() throws Exception {
        try (TestDatabase database = harbour();
                Handle handle = Jdbi.create(database.dataSource()).open();
                DumpSource source = Worlds.source(Worlds.harbour())) {
            handle.execute("SET search_path TO vibemuse");
            // Damage comes by ways that no trigger sees.
            handle.execute("SET session_replication_role TO replica");
            DumpFile dump = DumpFile.read(source, Worlds.request(), ImportListener.SILENT);
            for (RowDamage damage : RowDamage.all()) {
                handle.begin();
                handle.execute(damage.sql());
                List<String> lines = differences(handle, dump);
                handle.rollback();
                assertThat(lines).as(damage.sql()).anyMatch(line -> line.contains(damage.line()));
                assertThat(lines).noneMatch(line -> line.contains("barnacle"));
            }
            assertThat(differences(handle, dump)).isEmpty();
        }
    }

    private static List<String> differences(Handle handle, DumpFile dump) throws Exception {
        try (InputStream bytes = dump.source().open();
                DumpReader reader = dump.dump().read(bytes, null, new Findings())) {
            return new WorldVerification(handle, dump.dump(), dump.world())
                    .compare(reader, true, true).kept().stream()
                            .map(RowDifference::toString)
                            .toList();
        }
    }

    @Test
    void whatChangedShowsWithoutTheDumpToo() throws Exception {
        try (TestDatabase database = harbour()) {
            execute(database, "UPDATE attributes SET value = '\"Rain.\"' WHERE value::text LIKE '%Cobbles%'");

            VerificationReport report = verified(database, null);

            assertThat(report.verified()).isFalse();
            assertThat(lines(report))
                    .anyMatch(line -> line.startsWith("#0 objects.description: expected 'Rain.'"))
                    .anyMatch(line -> line.startsWith("SHA-256 of an export: expected "));
            assertThat(report.evidence()).isEqualTo(Evidence.NONE);
        }
    }

    @Test
    void anotherDumpIsRefused() throws Exception {
        try (TestDatabase database = harbour()) {
            Path other = Worlds.write(folder, Files.readString(Worlds.harbour()).replace("Cobbles", "Gravel"));

            assertThatThrownBy(() -> verified(database, other))
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining("is not the dump that import ")
                    .hasMessageContaining("expected SHA-256 ");
        }
    }

    @Test
    void onlyAFinishedImportThatIsThereCanBeVerified() throws Exception {
        try (TestDatabase database = harbour()) {
            VerifyService service = new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT);
            assertThatThrownBy(() -> service.verify("4711", null))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("has no import \"4711\"");
            assertThatThrownBy(() -> new VerifyService(database.dataSource(), "nowhere", ImportListener.SILENT)
                            .verify(null, null))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("holds no imported world");
            String run = service.verify(null, null).run().toString();
            for (String state : List.of("running", "undone", "failed")) {
                execute(database, "UPDATE import_runs SET state = '" + state + "'");
                assertThatThrownBy(() -> service.verify(run, null))
                        .isInstanceOf(RunRefusedException.class)
                        .hasMessageContaining("harbour.mdb");
            }
        }
    }
}
