package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.GoldenFiles;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.mud.export.ByteRange;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules;
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
        return new ExportService(database.dataSource(), "vibemuse").export(out, null);
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
        assertThat(report.reasons())
                .containsExactly("3 passwords are left out: the import did not run with --passwords keep");
        assertThat(out.toString("UTF-8")).doesNotContain("barnacle").contains("Mind the step");
    }

    @Test
    void whatWasWrongWithTheDumpIsNamed() throws Exception {
        importDump(Worlds.brokenHarbour(), PasswordMode.KEEP);

        assertThat(export().reasons())
                .anyMatch(difference -> difference.contains("UNEXPECTED_LINE, skipped 1 line, 10 bytes"));
    }

    @Test
    void aChangeThatNoTriggerSawShows() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.KEEP);
        unseen("UPDATE vibemuse.attributes SET value = '\"Rain.\"' WHERE value = '\"One lamp, many stairs.\"'");

        assertThat(export().reasons())
                .contains("rows were changed since the import, and the audit trail does not show how");
        assertThat(out.toString("UTF-8")).contains("\nRain.\n").doesNotContain("One lamp");
    }

    /** As a superuser can, with every trigger disabled. */
    private void unseen(String statement) {
        Jdbi.create(database.dataSource()).useHandle(sql -> {
            sql.execute("SET session_replication_role TO replica");
            sql.execute(statement);
        });
    }

    @Test
    void aWorldThatIsNotThereCannotBeExported() {
        assertThatThrownBy(this::export)
                .isInstanceOf(RunRefusedException.class)
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

    private static List<Path> dumpsWithSomethingWrong() {
        GoldenFiles wrong = new GoldenFiles("err", ".findings");
        List<Path> dumps = new ArrayList<>(List.of(Worlds.brokenHarbour()));
        for (String name : List.of(
                "mail-malformed",
                "wrong-counts-of-parents",
                "integers-without-number",
                "end-line-missing",
                "object-behind-the-mail",
                "nul-bytes",
                "crlf",
                "duplicate-dbref")) {
            Optional.of(wrong.dump(name)).filter(Files::exists).ifPresent(dumps::add);
        }
        dumps.add(new GoldenFiles("ok", ".records").dump("header-again-between-objects"));
        return dumps;
    }

    /** Putting what was written into the named ranges of the dump gives the export, so nothing else differs. */
    @Test
    @Tag("once")
    void eachRangeOfBytesThatDiffersIsNamedWithItsReason() throws Exception {
        for (Path dump : dumpsWithSomethingWrong()) {
            ImportRequest request = new ImportRequest(null, false, true, PasswordMode.LOCK, 100, "test");
            ExportReport report;
            out.reset();
            try (TestDatabase fresh = Worlds.database();
                    DumpSource source = Worlds.source(dump)) {
                new ImportService(request, ImportListener.SILENT).run(source, fresh::dataSource, "vibemuse");
                report = new ExportService(fresh.dataSource(), "vibemuse").export(out, source);
            }
            assertThat(report.identical()).as("%s", dump).isFalse();
            assertThat(report.rangeCount())
                    .as("%s", dump)
                    .isEqualTo(report.ranges().size());
            assertThat(mended(Files.readAllBytes(dump), report.ranges()))
                    .as("%s", dump)
                    .isEqualTo(out.toByteArray());
            assertThat(report.ranges())
                    .as("%s", dump)
                    .isNotEmpty()
                    .noneMatch(range -> range.reason().contains("changed since"));
        }
    }

    private byte[] mended(byte[] dump, List<ByteRange> ranges) {
        byte[] written = out.toByteArray();
        ByteArrayOutputStream mended = new ByteArrayOutputStream();
        int at = 0;
        for (ByteRange range : ranges) {
            mended.write(dump, at, (int) range.dumpFrom() - at);
            mended.write(written, (int) range.writtenFrom(), (int) (range.writtenTo() - range.writtenFrom()));
            at = (int) range.dumpTo();
        }
        mended.write(dump, at, dump.length - at);
        return mended.toByteArray();
    }

    @Test
    void theBytesOfAPasswordThatWasNotKeptAreNamed() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.LOCK);
        String dump = Files.readString(Worlds.harbour(), StandardCharsets.ISO_8859_1);
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            ExportReport report = new ExportService(database.dataSource(), "vibemuse").export(out, source);

            ByteRange first = report.ranges().get(0);
            assertThat(report.rangeCount()).isEqualTo(3);
            assertThat(dump.substring((int) first.dumpFrom(), (int) first.dumpTo()))
                    .contains("barnacle");
            assertThat(first.dumpTo() - first.dumpFrom()).isLessThan(30);
            assertThat(first.reason()).startsWith("the password is left out");
            assertThat(first.dbref()).isEqualTo(1);
        }
    }

    @Test
    void aChangeThatNoTriggerSawIsNamedByItsBytes() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.KEEP);
        unseen(
                "UPDATE vibemuse.attributes SET value = '\"Two lamps, many stairs.\"' WHERE value = '\"One lamp, many stairs.\"'");
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            ExportReport report = new ExportService(database.dataSource(), "vibemuse").export(out, source);

            ByteRange only = report.ranges().get(0);
            assertThat(report.rangeCount()).isEqualTo(1);
            assertThat(only.reason()).isEqualTo("changed since the import");
            assertThat(only.dumpTo() - only.dumpFrom()).isEqualTo("One lamp".length());
        }
    }

    @Test
    void anotherDumpIsNotComparedWith() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.KEEP);
        try (DumpSource other = Worlds.source(Worlds.brokenHarbour())) {
            assertThatThrownBy(() -> new ExportService(database.dataSource(), "vibemuse").export(out, other))
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining("is not the dump that import ");
            assertThat(out.size()).isZero();
        }
    }

    /** What the parser sees and what the documents say, object by object. */
    @Test
    void documentsHoldWhatTheDumpHas() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.KEEP);

        DocumentsReport report = new ExportService(database.dataSource(), "vibemuse").exportDocuments(out);

        String text = out.toString(StandardCharsets.UTF_8);
        Map<Integer, JsonNode> documents = new HashMap<>();
        int mail = 0;
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                JsonNode document = new ObjectMapper().readTree(line);
                mail += document.path("player").path("mail").size() + (document.has("mail") ? 1 : 0);
                documents.put(document.path("dbref").asInt(-1), document);
            }
        }
        assertThat(text).doesNotContain("barnacle");
        assertThat(text.lines().count()).isEqualTo(report.documentCount());
        assertThat(report.bytes()).isEqualTo(out.size());
        assertThat(mail)
                .isEqualTo((int) Worlds.inspect(Worlds.harbour()).counts().mail());
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            compareWithDocuments(DumpFile.read(source, Worlds.request(), ImportListener.SILENT), documents);
        }
    }

    private static void compareWithDocuments(DumpFile dump, Map<Integer, JsonNode> documents) throws Exception {
        World world = dump.world();
        try (InputStream bytes = dump.source().open();
                DumpReader reader = dump.dump().read(bytes, null, new Findings())) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                if (record instanceof RawRecord.Entry entry
                        && world.live(entry.meaning().dbref())) {
                    WorldObject object = entry.meaning();
                    JsonNode document = documents.get(object.dbref());
                    assertThat(values(document)).isEqualTo(values(world, object));
                    assertThat(document.path("name").asText())
                            .isEqualTo(entry.name()
                                    .decode(StandardCharsets.ISO_8859_1)
                                    .split(";", 2)[0]);
                    assertThat(document.path("location").asText("#-1")).isEqualTo("#" + world.location(object.dbref()));
                    assertThat(document.path("owner").asText("#-1")).isEqualTo("#" + world.owner(object.dbref()));
                    assertThat(document.path("definitions"))
                            .hasSize(object.definitions().size());
                    assertThat(document.path("parents"))
                            .hasSize(object.parents().size());
                }
            }
        }
    }

    private static List<String> values(JsonNode document) {
        List<String> values = new ArrayList<>();
        document.path("attributes")
                .forEach(value -> values.add(value.path("value").asText()));
        return values;
    }

    private static List<String> values(World world, WorldObject object) {
        AttributeKey password =
                world.rules().special(WorldRules.Special.PASSWORD).orElseThrow();
        return object.attributes().stream()
                .filter(value -> !value.key().equals(password))
                .map(value -> value.value().decode(world.charset()))
                .toList();
    }
}
