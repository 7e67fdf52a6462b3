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
import java.util.stream.Stream;
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
    private static final String OBJECT = "(SELECT object_id FROM legacy_objects WHERE dbref = %d)";
    private static final String USER =
            "(SELECT u.id FROM users u JOIN legacy_objects l USING (object_id) WHERE dbref = %d)";

    @TempDir
    private Path folder;

    /** One way to damage a world, and what is to be said of it. */
    private record Damaged(String sql, String line) {}

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
        return report.differences().stream().map(RowDifference::toString).toList();
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
            for (Damaged damage : damages()) {
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

    private static List<Damaged> damages() {
        return Stream.of(rows(), references(), records(), values(), people(), messages())
                .flatMap(List::stream)
                .toList();
    }

    private static Damaged row(String set, int dbref, String line) {
        return new Damaged("UPDATE objects SET " + set + " WHERE id = " + OBJECT.formatted(dbref), line);
    }

    private static Damaged raw(String set, int dbref, String line) {
        return new Damaged("UPDATE legacy_objects SET " + set + " WHERE dbref = " + dbref, line);
    }

    private static Damaged field(String field, int dbref, String line) {
        return raw("record = record || '{" + field + "}'", dbref, line);
    }

    private static Damaged of(String sql, String line) {
        return new Damaged(sql, line);
    }

    private static List<Damaged> rows() {
        return List.of(
                of(
                        "DELETE FROM objects WHERE id = " + OBJECT.formatted(4),
                        "#4 row in objects: expected true, found false"),
                of("DELETE FROM objects WHERE id = " + OBJECT.formatted(4), "rows in objects: expected 13, found 12"),
                of(
                        "INSERT INTO objects (name, object_type) VALUES ('new', 'thing')",
                        "rows in objects: expected 13, found 14"),
                row("name = 'Other'", 4, "#4 objects.name: expected 'The Kittiwake'"),
                row("object_type = 'thing'", 0, "objects of type room: expected"),
                row("object_type = 'thing'", 0, "#0 objects.object_type: expected 'room', found 'thing'"),
                row("description = 'other'", 0, "#0 objects.description: expected 'Cobbles"),
                row("flags = '{}'", 0, "#0 objects.flags: expected ["),
                row("aliases = '{x}'", 0, "#0 objects.aliases: expected [], found [x]"),
                row("created_at = created_at + interval '1 second'", 0, "#0 objects.created_at: expected 852076800"),
                row("updated_at = updated_at - interval '1 year'", 0, "#0 objects.updated_at: expected 869356800"),
                row("updated_at = now()", 8, "#8 objects.updated_at: expected none"));
    }

    private static List<Damaged> references() {
        return List.of(
                row("location_id = " + OBJECT.formatted(4), 1, "#1 location: expected #0, found #4"),
                row("location_id = NULL", 1, "#1 location: expected #0, found none"),
                row("owner_id = " + USER.formatted(2), 0, "#0 owner: expected #1, found #2"),
                row(
                        "owner_id = gen_random_uuid()",
                        0,
                        "#0 owner: expected #1, found an object that is not from the dump"),
                row("zone_id = NULL", 0, "#0 zone: expected #13, found none"),
                row("home_id = NULL", 1, "#1 home: expected #0, found none"),
                of(
                        "UPDATE objects SET destination_id = id, destination_is_home = false WHERE object_type = 'exit'",
                        " destination: expected #"),
                row("destination_is_home = false", 8, "#8 destination is home: expected true, found false"),
                of("UPDATE object_parents SET parent_id = " + OBJECT.formatted(1), " parents: expected ["),
                of("DELETE FROM object_parents", "rows in object_parents: expected"));
    }

    private static List<Damaged> records() {
        return List.of(
                of("DELETE FROM legacy_objects WHERE dbref = 4", "#4 record: expected one, found none"),
                raw("byte_offset = byte_offset + 1", 4, "#4 record: expected one, found none"),
                raw("line = line + 1", 4, "#4 line: expected"),
                raw("location = 4", 1, "#1 location: expected 0, found 4"),
                raw("zone = NULL", 0, "#0 zone: expected 13, found -1"),
                raw("owner = 2", 0, "#0 owner: expected 1, found 2"),
                raw("created = created + 1", 0, "#0 created: expected 852076800, found 852076801"),
                raw("modified = NULL", 0, "#0 modified: expected 869356800, found none"),
                raw("name = 'Other'", 4, "#4 name: expected 'The Kittiwake'"),
                field("\"contents\": 2", 0, "#0 contents: expected 1, found 2"),
                field("\"exits\": 6", 0, "#0 exits: expected 5, found 6"),
                field("\"next\": 3", 1, "#1 next: expected 2, found 3"),
                field("\"flags\": 0", 0, "#0 flags: expected 262656, found 0"),
                field("\"powers\": \"10/0\"", 1, "#1 powers: expected '10/1/y"),
                field("\"parents\": [7]", 0, "#0 list of parents: expected [], found [7]"),
                field("\"children\": [7]", 0, "#0 list of children: expected [], found [7]"));
    }

    private static List<Damaged> values() {
        return List.of(
                of(
                        "UPDATE attributes SET value = '\"Rain.\"' WHERE value::text LIKE '%Cobbles%'",
                        "#0 attribute 6: expected 'Cobbles"),
                of("DELETE FROM attributes WHERE value::text LIKE '%Cobbles%'", "#0 value 0: expected 'attribute 6'"),
                of(
                        "UPDATE attributes SET position = 99 WHERE value::text LIKE '%Cobbles%'",
                        "#0 value 0: expected 'attribute 6'"),
                of(
                        "UPDATE attributes SET name = 'other' WHERE value::text LIKE '%Cobbles%'",
                        "#0 name of a value: expected"),
                of(
                        "UPDATE attributes SET definition_id = (SELECT id FROM attribute_definitions WHERE number = 7"
                                + " AND object_id IS NULL) WHERE value::text LIKE '%Cobbles%'",
                        "#0 value 0: expected 'attribute 6', found 'attribute 7'"),
                of(
                        "UPDATE attributes SET value = jsonb_set(value, '{lock,object,id}', to_jsonb(gen_random_uuid()))"
                                + " WHERE value -> 'lock' -> 'object' ->> 'dbref' = '1' AND object_id = "
                                + OBJECT.formatted(1),
                        "#1 reference in"),
                of(
                        "UPDATE attribute_definitions SET name = 'other' WHERE object_id IS NOT NULL",
                        "name of definition 0: expected"),
                of(
                        "UPDATE attribute_definitions SET flags = '{}' WHERE object_id IS NOT NULL",
                        "flags of definition 0: expected"),
                of(
                        "DELETE FROM attribute_definitions WHERE object_id IS NULL AND number = 7",
                        "rows in attribute_definitions: expected"),
                of(
                        "UPDATE legacy_passwords SET password = 'other' WHERE dbref = 1",
                        "#1 attribute 5: expected the password of the dump, found another one"));
    }

    private static List<Damaged> people() {
        return List.of(
                of("DELETE FROM users WHERE id = " + USER.formatted(2), "#2 row in users: expected true, found false"),
                of(
                        "UPDATE users SET username = 'x' WHERE id = " + USER.formatted(2),
                        "#2 users.username: expected 'Mira', found 'x'"),
                of(
                        "UPDATE users SET user_class = 'guest' WHERE id = " + USER.formatted(1),
                        "#1 users.user_class: expected"),
                of("UPDATE users SET powers = '{}' WHERE id = " + USER.formatted(1), "#1 users.powers: expected ["),
                of("UPDATE users SET powers = NULL WHERE id = " + USER.formatted(1), "found [NULL]"),
                of(
                        "UPDATE users SET created_at = now() WHERE id = " + USER.formatted(1),
                        "#1 users.created_at: expected"),
                of(
                        "UPDATE users SET updated_at = NULL WHERE id = " + USER.formatted(1),
                        "#1 users.updated_at: expected"),
                of(
                        "UPDATE users SET last_login = NULL WHERE id = " + USER.formatted(1),
                        "#1 users.last_login: expected 877910400, found none"),
                of(
                        "UPDATE users SET current_location = NULL WHERE id = " + USER.formatted(1),
                        "#1 users.current_location: expected #0, found none"),
                of(
                        "UPDATE power_grants SET level = 'yes-if-less' WHERE user_id = " + USER.formatted(1),
                        "#1 grants: expected ["),
                of("DELETE FROM power_grants WHERE position = 1", "rows in power_grants: expected"),
                of(
                        "UPDATE channel_subscriptions SET active = false WHERE alias = 'quay' OR alias = 'q'",
                        " subscriptions: expected ["),
                of("DELETE FROM channel_subscriptions WHERE position = 0", "rows in channel_subscriptions: expected"),
                of("UPDATE channels SET name = 'privy' WHERE name = 'public'", "channel: expected none, found 'privy'"),
                of("UPDATE channels SET owner_id = " + USER.formatted(1), "owner of channel "),
                of("INSERT INTO channels (name) VALUES ('more')", "rows in channels: expected"));
    }

    private static List<Damaged> messages() {
        return List.of(
                of("DELETE FROM messages WHERE position = 1", "mail 1: expected a message, found none"),
                of(
                        "UPDATE messages SET position = CASE position WHEN 0 THEN 1 ELSE 0 END WHERE position < 2",
                        "mail 0, "),
                of("UPDATE messages SET content = 'secret' WHERE position = 0", "mail 0, text: expected"),
                of("UPDATE messages SET sender_id = NULL WHERE position = 0", "mail 0, sender: expected"),
                of("UPDATE messages SET recipient_id = NULL", "recipient: expected"),
                of("UPDATE messages SET created_at = now() WHERE position = 0", "mail 0, sent: expected"),
                of("UPDATE messages SET read_at = NULL WHERE position = 0", "mail 0, read: expected"),
                of("UPDATE messages SET read_at = now() WHERE position = 1", "mail 1, read: expected"),
                of("UPDATE messages SET metadata = '{}' WHERE position = 0", "mail 0, numbers: expected"));
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
