package org.schemuse.importer.mud.format.lantern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.ExportService;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.VerificationReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.mud.verify.RowDifference;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** A world of another dialect goes the whole way, and nothing above its format knows it. */
class LanternWorldIT {
    private static final Path HARBOUR = Path.of("src", "test", "resources", "lantern", "ok", "harbour.lantern");
    private static final Path MAIL = Path.of(HARBOUR + ".mail");

    private final ByteArrayOutputStream world = new ByteArrayOutputStream();
    private final ByteArrayOutputStream mail = new ByteArrayOutputStream();

    @TempDir
    private Path services;

    private Lanterns lanterns;
    private TestDatabase database;

    @BeforeEach
    void create() throws IOException {
        lanterns = new Lanterns(services);
        database = Worlds.database();
    }

    @AfterEach
    void drop() throws IOException {
        database.close();
        lanterns.close();
    }

    private void importHarbour(PasswordMode passwords) throws Exception {
        ImportRequest request = new ImportRequest(null, false, false, passwords, 3, "test");
        try (DumpSource source = Worlds.source(HARBOUR)) {
            new ImportService(request, ImportListener.SILENT).run(source, database::dataSource, "vibemuse");
        }
    }

    private ExportReport export(DumpSource original) throws IOException {
        return new ExportService(database.dataSource(), "vibemuse")
                .export(
                        world,
                        suffix -> {
                            assertThat(suffix).isEqualTo(".mail");
                            return mail;
                        },
                        original);
    }

    private VerificationReport verify() throws IOException {
        try (DumpSource dump = Worlds.source(HARBOUR)) {
            return new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT).verify(null, dump);
        }
    }

    private String text(String query) {
        try (Handle sql = Jdbi.create(database.dataSource()).open()) {
            sql.execute("SET search_path = vibemuse");
            return sql.createQuery(query).mapTo(String.class).one();
        }
    }

    @Test
    void bothFilesComeOutAgainByteForByte() throws Exception {
        importHarbour(PasswordMode.KEEP);

        try (DumpSource original = Worlds.source(HARBOUR);
                ExportReport report = export(original)) {
            assertThat(report.identical()).isTrue();
            assertThat(report.ranges()).isEmpty();
            assertThat(report.localChangeCount()).isZero();
            assertThat(report.reasons()).isEmpty();
        }
        assertThat(world.toByteArray()).isEqualTo(Files.readAllBytes(HARBOUR));
        assertThat(mail.toByteArray()).isEqualTo(Files.readAllBytes(MAIL));
    }

    @Test
    void theWorldIsVerifiedAgainstItsDump() throws Exception {
        importHarbour(PasswordMode.LOCK);

        try (VerificationReport report = verify()) {
            assertThat(report.rowDifferences()).isEmpty();
            assertThat(report.objectCount()).isEqualTo(8);
            assertThat(report.mailCount()).isEqualTo(2);
        }
    }

    @Test
    void whatWasChangedBehindItsBackIsFound() throws Exception {
        importHarbour(PasswordMode.KEEP);
        Jdbi.create(database.dataSource()).useHandle(sql -> {
            sql.execute("SET search_path = vibemuse");
            sql.execute("SET session_replication_role = replica");
            sql.execute("UPDATE legacy_objects SET record = record || '{\"home\": 4}' WHERE dbref = 1");
            sql.execute("UPDATE attributes SET value = '\"oil\"' WHERE name = 'note'");
            sql.execute("UPDATE messages SET metadata = metadata || '{\"at\": 1}' WHERE position = 1");
        });

        try (VerificationReport report = verify()) {
            assertThat(report.rowDifferences().stream().map(RowDifference::toString))
                    .contains(
                            "#1 home: expected 0, found 4",
                            "#2 note: expected 'set by the keeper', found 'oil'",
                            "mail 1, numbers: expected '2:1:877910600', found '2:1:1'");
        }
    }

    @Test
    void withoutPasswordsTheyAreLeftOut() throws Exception {
        importHarbour(PasswordMode.LOCK);

        try (ExportReport report = export(null)) {
            assertThat(report.reasons())
                    .containsExactly("2 passwords are left out: the import did not run with --passwords keep");
        }
        assertThat(world.toString(StandardCharsets.UTF_8))
                .doesNotContain("barnacle", "wick")
                .isEqualTo(Files.readString(HARBOUR).replaceAll("  attr password .*\n", ""));
    }

    /** What each line means stands in the columns, asked for by hand. */
    @Test
    void wordsBecomeColumns() throws Exception {
        importHarbour(PasswordMode.LOCK);

        assertThat(
                        text(
                                "SELECT string_agg(concat_ws(' ', object_type, name,"
                                        + " nullif(array_to_string(aliases, '/'), ''), nullif(array_to_string(flags, '/'), '')), ', ' ORDER BY name COLLATE \"C\") FROM objects"))
                .isEqualTo("exit Home homeward, player Keeper K/The Keeper keeper/lit, exit Out o/out,"
                        + " room The Quay, room The Store, player Zo\u00eb, thing a brass key key");
        assertThat(text("SELECT destination_is_home::text FROM objects WHERE name = 'Home'"))
                .isEqualTo("true");
        assertThat(text("SELECT d.name FROM objects o JOIN objects d ON d.id = o.destination_id"
                        + " WHERE o.name = 'The Quay'"))
                .isEqualTo("The Store");
        assertThat(text("SELECT h.name || l.name FROM objects o JOIN objects h ON h.id = o.home_id"
                        + " JOIN objects l ON l.id = o.location_id WHERE o.name = 'a brass key'"))
                .isEqualTo("The StoreZo\u00eb");
        assertThat(text("SELECT array_to_string(flags, ' ') FROM attributes WHERE name = 'note'"))
                .isEqualTo("hidden locked");
        assertThat(text("SELECT user_class || ' ' || array_to_string(powers, ' ') || ' '"
                        + " || extract(epoch FROM last_login)::bigint FROM users WHERE username = 'Keeper'"))
                .isEqualTo("director Announce Boot 877910400");
        assertThat(text("SELECT string_agg(name || closed, ' ' ORDER BY name) FROM channels"))
                .isEqualTo("keeperstrue publicfalse");
        assertThat(text("SELECT string_agg(content || (read_at IS NOT NULL), ' ' ORDER BY position) FROM messages"))
                .isEqualTo("Come down.\nBring the \"key\".true No.false");
    }

    /** Two locks of one object, each a tree that SQL can ask. */
    @Test
    void namedLocksAreTrees() throws Exception {
        importHarbour(PasswordMode.LOCK);

        List<String> kinds = List.of("lock.speak", "lock.take");
        assertThat(kinds.stream()
                        .map(name -> text(
                                "SELECT jsonb_path_query_array(value, '$.lock.**.dbref') || jsonb_path_query_array("
                                        + "value, '$.lock.keyvalue().key') FROM attributes WHERE name = '" + name
                                        + "'")))
                .containsExactly("[1, 3, \"or\"]", "[2, 6, 1, \"or\"]");
    }
}
