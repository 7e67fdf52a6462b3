package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.load.ImportRefused;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** What went in comes out again. */
class ExportIT {
    private TestDatabase database;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void create() {
        database = Worlds.database();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void importDump(Path dump, PasswordMode passwords) throws Exception {
        ImportRequest request = new ImportRequest(null, false, false, passwords, 100, "test");
        try (DumpSource source = Worlds.source(dump)) {
            new ImportService(request, ImportListener.SILENT).run(source, database::dataSource, "vibemuse");
        }
    }

    private ExportReport export() throws Exception {
        return new ExportService(database.dataSource(), "vibemuse").export(out);
    }

    private void comesOutAgain(Path dump) throws Exception {
        importDump(dump, PasswordMode.KEEP);

        ExportReport report = export();

        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(dump));
        assertThat(report.identical()).isTrue();
        assertThat(report.bytes()).isEqualTo(Files.size(dump));
    }

    @Test
    void theSampleWorldComesOutAgain() throws Exception {
        comesOutAgain(Worlds.harbour());
    }

    @Test
    void theShippedDatabaseComesOutAgain() throws Exception {
        if (Worlds.shipped().isPresent()) {
            comesOutAgain(Worlds.shipped().get());
        }
    }

    @Test
    void aGeneratedWorldComesOutAgain() throws Exception {
        Path dump = folder.resolve("world.mdb");
        GenerateService.generate(1_000, 5, Files.newOutputStream(dump));
        comesOutAgain(dump);
    }

    @Test
    void withoutPasswordsTheReportSaysSo() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.LOCK);

        ExportReport report = export();

        assertThat(report.identical()).isFalse();
        assertThat(report.differences())
                .containsExactly("3 passwords are left out: the import did not run with --passwords keep");
        assertThat(out.toString("UTF-8")).doesNotContain("barnacle").contains("Mind the step");
    }

    @Test
    void whatWasWrongWithTheDumpIsNamed() throws Exception {
        importDump(Worlds.brokenHarbour(), PasswordMode.KEEP);

        assertThat(export().differences())
                .anyMatch(difference -> difference.contains("UNEXPECTED_LINE, skipped 1 line, 10 bytes"));
    }

    @Test
    void aChangeInTheNewSystemShows() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.KEEP);
        Jdbi.create(database.dataSource())
                .useHandle(
                        sql -> sql.execute(
                                "UPDATE vibemuse.attributes SET value = '\"Rain.\"' WHERE value = '\"One lamp, many stairs.\"'"));

        assertThat(export().differences()).containsExactly("rows were changed since the import");
        assertThat(out.toString("UTF-8")).contains("\nRain.\n").doesNotContain("One lamp");
    }

    @Test
    void aWorldThatIsNotThereCannotBeExported() {
        assertThatThrownBy(this::export)
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("holds no imported world");
    }

    @Test
    void theApplicationCannotReadKeptPasswords() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.KEEP);
        Jdbi.create(database.dataSource()).useHandle(sql -> {
            assertThat(sql.createQuery("SELECT count(*) FROM vibemuse.legacy_passwords")
                            .mapTo(Long.class)
                            .one())
                    .isEqualTo(3);
            sql.execute("SET ROLE vibemuse_app");
            assertThatThrownBy(() -> sql.createQuery("SELECT count(*) FROM vibemuse.legacy_passwords")
                            .mapTo(Long.class)
                            .one())
                    .hasMessageContaining("permission denied");
        });
    }
}
