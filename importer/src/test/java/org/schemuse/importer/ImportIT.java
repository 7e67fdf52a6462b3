package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.load.ImportRefused;
import org.schemuse.importer.problem.ProblemCode;
import org.schemuse.importer.row.Passwords;
import org.schemuse.importer.row.Table;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** A dump goes into a real PostgreSQL, and what stands there afterwards is the world. */
class ImportIT {
    private TestDatabase database;
    private Handle sql;

    @BeforeEach
    void connect() {
        database = Worlds.database();
        sql = Jdbi.create(database.dataSource()).open();
        sql.execute("SET search_path TO vibemuse");
    }

    @AfterEach
    void disconnect() {
        sql.close();
        database.close();
    }

    private ImportReport importDump(Path dump) throws Exception {
        return importDump(dump, Worlds.request());
    }

    private ImportReport importDump(Path dump, ImportRequest request) throws Exception {
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(request, ImportListener.SILENT).run(source, database::dataSource, "vibemuse");
        }
    }

    private long count(String query) {
        return sql.createQuery(query).mapTo(Long.class).one();
    }

    private String text(String query) {
        return sql.createQuery(query).mapTo(String.class).one();
    }

    private List<String> texts(String query) {
        return sql.createQuery(query).mapTo(String.class).list();
    }

    @Test
    void everyRowOfTheSampleWorldStandsInTheDatabase() throws Exception {
        ImportReport report = importDump(Worlds.harbour());

        assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
        for (Map.Entry<String, Long> rows : report.rows().entrySet()) {
            assertThat(count("SELECT count(*) FROM " + rows.getKey()))
                    .as(rows.getKey())
                    .isEqualTo(rows.getValue());
        }
        assertThat(report.rows())
                .containsEntry("objects", 13L)
                .containsEntry("attributes", 49L)
                .containsEntry("users", 3L);
    }

    @Test
    void theTableClassNamesColumnsThatExist() {
        for (Table table : Table.values()) {
            assertThat(texts("SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'vibemuse'"
                            + " AND table_name = '" + table.sqlName() + "'"))
                    .as(table.sqlName())
                    .containsAll(table.columns());
        }
    }

    @Test
    void theSchemaIsTheSameAfterAnImportAsBefore() throws Exception {
        String before = fingerprint();

        importDump(Worlds.harbour());

        assertThat(fingerprint()).isEqualTo(before);
        assertThat(count("SELECT count(*) FROM import_set_aside")).isZero();
    }

    private String fingerprint() throws Exception {
        try (java.sql.Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }

    @Test
    void everythingCanBeJoinedBackToTheNumbersOfTheDump() throws Exception {
        importDump(Worlds.harbour());

        assertThat(texts("""
                        SELECT format('#%s %s in #%s owned by #%s', l.dbref, o.name, place.dbref, owner.dbref)
                        FROM legacy_objects l
                        JOIN objects o ON o.id = l.object_id
                        JOIN legacy_objects place ON place.object_id = o.location_id
                        JOIN users u ON u.id = o.owner_id
                        JOIN legacy_objects owner ON owner.object_id = u.object_id
                        ORDER BY l.dbref LIMIT 4
                        """))
                .containsExactly(
                        "#1 Harbourmaster in #0 owned by #1",
                        "#2 Mira in #0 owned by #2",
                        "#3 Vessel in #0 owned by #1",
                        "#4 The Kittiwake in #0 owned by #2");
        assertThat(count("SELECT count(*) FROM legacy_objects WHERE object_id IS NULL"))
                .isEqualTo(1);
        assertThat(text("SELECT remains ->> 'attributes' FROM legacy_objects WHERE dbref = 10"))
                .contains("A wreck that nobody misses.");
    }

    @Test
    void attributesResolveWhereverTheirDefinitionStands() throws Exception {
        importDump(Worlds.harbour());

        assertThat(texts("""
                        SELECT a.name || ' = ' || coalesce(a.value ->> 'text', a.value #>> '{}')
                        FROM attributes a JOIN legacy_objects l ON l.object_id = a.object_id
                        WHERE l.dbref = 4 ORDER BY a.position
                        """))
                .containsExactly(
                        "Desc = A ketch with patched brown sails.",
                        "fuel = 80",
                        "log = Day 1: wind SW.\nDay 2: no wind; oars.",
                        "captain = #2",
                        "berth = #2|+#12",
                        "launched = 854668800",
                        "#9.fuel = herring",
                        "tons = 40",
                        "Va = $board:@tr me/log");
    }

    @Test
    void typedValuesKeepTheirTextBesideTheirMeaning() throws Exception {
        importDump(Worlds.harbour());

        String mira = text("SELECT object_id FROM legacy_objects WHERE dbref = 2");
        String kittiwake =
                "FROM attributes a JOIN legacy_objects l ON l.object_id = a.object_id WHERE l.dbref = 4 AND a.name = ";
        assertThat(text("SELECT value -> 'references' -> 0 ->> 'id' " + kittiwake + "'captain'"))
                .isEqualTo(mira);
        assertThat(text("SELECT value ->> 'date' " + kittiwake + "'launched'")).isEqualTo("1997-01-31T00:00:00Z");
        assertThat(text("SELECT value #>> '{lock,or,0,object,dbref}' " + kittiwake + "'berth'"))
                .isEqualTo("2");
        assertThat(text("SELECT value #>> '{lock,or,1,carries,dbref}' " + kittiwake + "'berth'"))
                .isEqualTo("12");
        assertThat(text("SELECT jsonb_typeof(value) " + kittiwake + "'fuel'")).isEqualTo("string");
    }

    @Test
    void exitsHaveAliasesAndDestinationsAndThingsHaveHomes() throws Exception {
        importDump(Worlds.harbour());

        assertThat(texts("""
                        SELECT format('%s %s -> %s %s', o.name, o.aliases, d.name, CASE WHEN o.destination_is_home THEN 'home' END)
                        FROM objects o LEFT JOIN objects d ON d.id = o.destination_id
                        WHERE o.object_type = 'exit' ORDER BY o.name
                        """))
                .containsExactly(
                        "Home {home,h} ->  home",
                        "North {north,n} -> Lighthouse ",
                        "South {south,s,down} -> Harbour Square ");
        assertThat(text("""
                        SELECT h.name FROM objects o JOIN objects h ON h.id = o.home_id WHERE o.name = 'brass key'
                        """)).isEqualTo("Lighthouse");
    }

    @Test
    void playersAreUsersWithClassPowersChannelsAndMail() throws Exception {
        importDump(Worlds.harbour());

        assertThat(text("SELECT user_class || ' ' || powers::text FROM users WHERE username = 'Harbourmaster'"))
                .isEqualTo("director {Allquota,Announce,Chown:yes-if-equal,Examine,Setpow:yes-if-less,Teleport}");
        assertThat(texts("""
                        SELECT g.power || ' ' || g.level FROM power_grants g JOIN users u ON u.id = g.user_id
                        WHERE u.username = 'Harbourmaster' ORDER BY g.position
                        """))
                .containsExactly(
                        "Allquota yes",
                        "Announce yes",
                        "Chown yes-if-equal",
                        "Examine yes",
                        "Setpow yes-if-less",
                        "Teleport yes");
        assertThat(texts("""
                        SELECT u.username || ' ' || c.name || ' ' || coalesce(s.alias, '-')
                        FROM channel_subscriptions s JOIN users u ON u.id = s.user_id JOIN channels c ON c.id = s.channel_id
                        ORDER BY u.username, s.position
                        """))
                .containsExactly(
                        "Harbourmaster public pub",
                        "Harbourmaster quay q",
                        "Harbourmaster *log_io io",
                        "Mira public p",
                        "Mira quay -");
        assertThat(texts("SELECT name FROM channels WHERE closed"))
                .as("the server keeps channels of such names for staff")
                .containsExactly("*log_io");
        assertThat(texts("SELECT arrived_at FROM users UNION SELECT joined_at FROM channel_subscriptions"))
                .as("they were there before anything was said")
                .containsOnlyNulls();
        assertThat(texts("""
                        SELECT coalesce(s.username, 'server') || ' to ' || r.username || ': ' || m.content
                            || CASE WHEN m.read_at IS NULL THEN ' (new)' ELSE '' END
                        FROM messages m LEFT JOIN users s ON s.id = m.sender_id JOIN users r ON r.id = m.recipient_id
                        ORDER BY m.position
                        """))
                .containsExactly(
                        "Harbourmaster to Mira: Berth four is yours until Friday.",
                        "Mira to Harbourmaster: Thank you. Note: the buoy at 4:30 was dark. (new)",
                        "server to Mira: Your quota was raised. (new)",
                        "Jo to Mira: Ship! Ship!");
    }

    /** What is said of a secret is true: it is either stored, or somebody is told that it is not. */
    @Test
    void aPasswordOnAThingIsStoredOrReportedButNotBoth() throws Exception {
        Path dump = new GoldenFiles("err", ".problems").dump("password-on-a-thing");

        ImportReport kept = importDump(dump, new ImportRequest(null, false, false, PasswordMode.KEEP, 2000, "test"));

        assertThat(kept.inspection().findingsByCode()).doesNotContainKey(ProblemCode.PASSWORD_NOT_KEPT);
        assertThat(count("SELECT count(*) FROM import_problems WHERE code = 'PASSWORD_NOT_KEPT'"))
                .isZero();
        assertThat(
                        count(
                                "SELECT count(*) FROM legacy_passwords JOIN legacy_objects l USING (dbref) WHERE l.flags & 15 <> 8"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM users WHERE object_id = (SELECT object_id FROM legacy_objects"
                        + " WHERE dbref = 2)"))
                .as("accounts of the thing")
                .isZero();
    }

    @Test
    void aPasswordOnAThingThatIsNotKeptIsReported() throws Exception {
        Path dump = new GoldenFiles("err", ".problems").dump("password-on-a-thing");

        ImportReport report = importDump(dump);

        assertThat(report.inspection().findingsByCode()).containsEntry(ProblemCode.PASSWORD_NOT_KEPT, 1L);
        assertThat(text("SELECT done FROM import_problems WHERE code = 'PASSWORD_NOT_KEPT'"))
                .isEqualTo("stored only with --passwords keep");
        assertThat(count("SELECT count(*) FROM legacy_passwords")).isZero();
    }

    @Test
    void anImportedPlayerCanLogInWithHisOldPassword() throws Exception {
        importDump(Worlds.harbour(), new ImportRequest(null, false, false, PasswordMode.UPGRADE, 2000, "test"));

        String plain = text("SELECT password_hash FROM users WHERE username = 'Harbourmaster'");
        String crypted = text("SELECT password_hash FROM users WHERE username = 'Mira'");
        assertThat(plain).startsWith("$argon2id$");
        assertThat(crypted).startsWith(Passwords.CRYPT_PREFIX + "$argon2id$");
        assertThat(Passwords.verify("barnacle", plain)).isTrue();
        assertThat(Passwords.verify("Barnacle", plain)).isFalse();
        assertThat(Passwords.verify("kelp", crypted)).isTrue();
        assertThat(Passwords.verify("kelk", crypted)).isFalse();
    }

    @Test
    void noPasswordIsAnywhereInTheDatabase() throws Exception {
        importDump(Worlds.brokenHarbour());

        for (String table : texts(
                "SELECT relname::text FROM pg_class WHERE relnamespace = 'vibemuse'::regnamespace AND relkind = 'r'")) {
            assertThat(count("SELECT count(*) FROM " + table
                            + " t WHERE to_jsonb(t)::text ~ 'barnacle|sesame|XX[./0-9A-Za-z]{11}'"))
                    .as(table)
                    .isZero();
        }
        assertThat(count("SELECT count(*) FROM attributes WHERE name ILIKE 'password'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM users WHERE password_hash = '!'"))
                .isEqualTo(4);
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
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("already has rows in table objects");
        assertThat(count("SELECT count(*) FROM objects")).isEqualTo(13);
        assertThat(count("SELECT count(*) FROM import_runs")).isEqualTo(1);
        assertThat(count("SELECT count(*) FROM import_set_aside WHERE restored_at IS NULL"))
                .isZero();
    }

    @Test
    void anImportIsOneEventOfTheAuditTrail() throws Exception {
        importDump(Worlds.harbour());

        assertThat(texts("SELECT table_name || ' ' || action || ' ' || (new_data ->> 'state') FROM audit_logs"))
                .containsExactly("import_runs INSERT finished");
    }

    @Test
    void findingsStandInTheDatabaseWithTheirPlace() throws Exception {
        ImportReport report = importDump(Worlds.brokenHarbour());

        assertThat(count("SELECT count(*) FROM import_problems"))
                .isEqualTo(report.inspection().findings().size());
        assertThat(text(
                        "SELECT format('%s line %s #%s %s: %s', severity, line, dbref, field, done) FROM import_problems"
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
        sql.execute("CREATE ROLE plain_owner LOGIN PASSWORD 'plain'");
        try {
            sql.execute("CREATE SCHEMA owned AUTHORIZATION plain_owner");
            javax.sql.DataSource plain = database.dataSource("plain_owner", "plain");
            Worlds.install(plain, "owned");
            try (DumpSource source = Worlds.source(Worlds.harbour())) {
                new ImportService(Worlds.request(), ImportListener.SILENT).run(source, () -> plain, "owned");
            }
            assertThat(count("SELECT count(*) FROM owned.objects")).isEqualTo(13);
            assertThat(count(
                            "SELECT count(*) FROM pg_class WHERE relnamespace = 'owned'::regnamespace AND relkind = 'r'"
                                    + " AND relrowsecurity AND NOT relforcerowsecurity"))
                    .isZero();
        } finally {
            sql.execute("DROP OWNED BY plain_owner CASCADE");
            sql.execute("DROP ROLE plain_owner");
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
        ImportCancelled stopped;
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            stopped = catchThrowableOfType(
                    ImportCancelled.class,
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
                    .isInstanceOf(ImportRefused.class)
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
