package org.schemuse.importer.load.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.ExportService;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.RunService;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.VerificationReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.fixture.UpdatedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.mud.update.RowChange;
import org.schemuse.importer.mud.update.UpdateRules;

/**
 * What other sessions change in a world after its import is no part of the file that an export writes, and no fault that a
 * verification finds; both list it.
 */
class LocalChangesIT extends UpdatedWorld {
    private static final String MIRA = "(SELECT id FROM users WHERE username = 'Mira')";

    /** Statements as an application or a DBA writes them, and the line that each must leave: object, attribute, action. */
    private static final String[][] CHANGES = {
        {
            "UPDATE objects SET name = 'Old Kittiwake' WHERE id = " + KITTIWAKE,
            "4 name changed The Kittiwake Old Kittiwake"
        },
        {
            "UPDATE attributes SET value = '\"80 tons\"' WHERE name = 'tons' AND object_id = " + KITTIWAKE,
            "4 tons changed 40 80 tons"
        },
        {
            "INSERT INTO attributes (object_id, name, value) VALUES (" + KITTIWAKE + ", 'flag', '\"blue\"')",
            "4 flag added null blue"
        },
        {"DELETE FROM attributes WHERE name = '#9.fuel'", "4 #9.fuel removed herring null"},
        {"INSERT INTO objects (name, object_type) VALUES ('island', 'room')", "null null added null null"},
        {"DELETE FROM objects WHERE name = 'Lighthouse'", "6 null removed null null"},
        {"DELETE FROM object_parents WHERE object_id = " + KITTIWAKE, "4 parent removed #3 null"},
        {
            "INSERT INTO power_grants (user_id, power, level) VALUES (" + MIRA + ", 'Nuke', 'yes')",
            "2 power Nuke added null yes"
        },
        {"INSERT INTO channels (name) VALUES ('dockers')", "null channel dockers added null null"},
        {
            "UPDATE channel_subscriptions SET active = false WHERE user_id = " + MIRA,
            "2 channel public active changed true false"
        },
        {
            "UPDATE users SET user_class = 'admin', profile = '{\"shoe\": 38}' WHERE id = " + MIRA,
            "2 user_class changed citizen admin"
        },
        {"UPDATE users SET email = 'mira@harbour.example' WHERE id = " + MIRA, "2 "},
        {
            "UPDATE users SET password_hash = 'sesame' WHERE username = 'Harbourmaster'",
            "1 a hidden column changed null null"
        },
        {
            "INSERT INTO messages (sender_id, recipient_id, message_type, content) VALUES (" + MIRA + ", " + MIRA
                    + ", 'mail', 'Remember the oakum')",
            "2 mail added null null"
        },
        {"UPDATE attribute_definitions SET flags = '{dark}' WHERE name = 'tons'", "9 definition tons flags changed"},
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ExportReport exported() throws Exception {
        out.reset();
        return new ExportService(database.dataSource(), "vibemuse").export(out, null);
    }

    private VerificationReport verified() throws Exception {
        return new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT).verify(null, null);
    }

    private static String line(RowChange change) {
        return change.dbref() + " " + (change.attribute() == null ? "null" : change.attribute()) + " " + change.action()
                + " " + change.from() + " " + change.to();
    }

    private static List<String> lines(Iterable<RowChange> changes) {
        List<String> lines = new ArrayList<>();
        changes.forEach(change -> lines.add(line(change)));
        return lines;
    }

    @Test
    void whateverIsChangedIsListedAndTheFileIsStillTheDump() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        try (ExportReport before = exported()) {
            assertThat(before.upToDate()).isTrue();
            assertThat(before.localChanges()).isEmpty();
        }
        for (String[] change : CHANGES) {
            sql.execute(change[0]);
            try (ExportReport report = exported()) {
                assertThat(lines(report.localChanges())).as(change[0]).anyMatch(line -> line.startsWith(change[1]));
                assertThat(report.localChangeCount())
                        .isEqualTo(lines(report.localChanges()).size());
                assertThat(report.upToDate()).isFalse();
                assertThat(report.reasons()).as(change[0]).isEmpty();
                assertThat(out.toByteArray()).as(change[0]).isEqualTo(Files.readAllBytes(Worlds.harbour()));
            }
        }
        try (VerificationReport report = verified()) {
            assertThat(report.rowDifferences()).isEmpty();
            assertThat(report.verified()).isTrue();
            assertThat(lines(report.localChanges())).hasSizeGreaterThanOrEqualTo(CHANGES.length);
            assertThat(report.vanishedCount()).isZero();
            assertThat(String.join("\n", lines(report.localChanges())))
                    .doesNotContain("sesame")
                    .doesNotContain("oakum")
                    .doesNotContain("mira@")
                    .doesNotContain("shoe");
        }
    }

    @Test
    void whatWasChangedBackIsNoChange() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        sql.execute("UPDATE objects SET name = 'x' WHERE id = " + KITTIWAKE);
        sql.execute("UPDATE objects SET name = 'The Kittiwake' WHERE id = " + KITTIWAKE);
        sql.execute("INSERT INTO objects (name, object_type) VALUES ('island', 'room')");
        sql.execute("DELETE FROM objects WHERE name = 'island'");

        try (ExportReport report = exported()) {
            assertThat(lines(report.localChanges())).isEmpty();
            assertThat(report.upToDate()).isTrue();
        }
    }

    @Test
    void aMessageThatWasDeletedIsListedWithoutItsText() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        sql.execute("DELETE FROM messages WHERE content LIKE 'Your quota%'");

        try (ExportReport report = exported()) {
            assertThat(report.upToDate()).isFalse();
            assertThat(lines(report.localChanges())).noneMatch(line -> line.contains("quota"));
            assertThat(report.localChangeCount() + report.reasons().size()).isPositive();
        }
    }

    @Test
    void afterAnUpdateTheFileIsTheNewerDumpWhateverWasDeletedHere() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        sql.execute("DELETE FROM objects WHERE name = 'Lighthouse'");
        sql.execute("DELETE FROM attributes WHERE name = 'tons' AND object_id = " + KITTIWAKE);
        sql.execute("INSERT INTO users (username, password_hash) VALUES ('Mirabel', 'x')");
        passwords = null;
        byte[] later = Files.readAllBytes(newer(MUCH_LATER));
        updated(folder.resolve("world.mdb"), USUAL).close();

        try (ExportReport report = exported()) {
            assertThat(out.toString(StandardCharsets.ISO_8859_1))
                    .isEqualTo(new String(later, StandardCharsets.ISO_8859_1));
            assertThat(report.identical()).isTrue();
            assertThat(report.upToDate()).isFalse();
            assertThat(report.vanishedCount())
                    .as("the fuel and the number of herrings")
                    .isPositive();
            assertThat(lines(report.localChanges())).contains("6 null removed null null", "4 tons removed 40 null");
        }
        try (VerificationReport report = verified()) {
            assertThat(report.rowDifferences()).isEmpty();
        }
    }

    @Test
    void verificationTellsWhatWasKeptByDesignFromWhatIsWrong() throws Exception {
        imported();
        updated(newer(">0\n9\nherring\n", ""), USUAL).close();
        sql.execute("UPDATE objects SET description = 'A wreck.' WHERE id = " + KITTIWAKE);

        try (VerificationReport report = verified()) {
            assertThat(report.rowDifferences()).isEmpty();
            assertThat(report.verified()).isTrue();
            assertThat(lines(report.vanished())).containsExactly("4 #9.fuel vanished herring null");
            assertThat(lines(report.localChanges())).anyMatch(line -> line.startsWith("4 description changed"));
        }

        sql.execute("SET session_replication_role TO replica");
        sql.execute("UPDATE objects SET name = 'Nobody saw it' WHERE id = (SELECT object_id FROM legacy_objects"
                + " WHERE dbref = 6)");
        sql.execute("SET session_replication_role TO origin");
        try (VerificationReport report = verified()) {
            assertThat(report.verified()).isFalse();
            assertThat(report.rowDifferenceCount()).isEqualTo(1);
            assertThat(report.rowDifferences().get(0).toString()).contains("#6 objects.name");
            assertThat(report.vanishedCount()).isEqualTo(1);
        }
    }

    @Test
    void theReportOfAnUpdateListsEveryChangeAndNoSecret() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        passwords = null;

        try (UpdateReport report = updated(
                newer(
                        "A ketch with patched brown sails.",
                        "A ketch with new sails.",
                        ">0\n9\nherring\n",
                        "",
                        "half a tank",
                        "empty",
                        "Mira\n0",
                        "Mirabel\n0",
                        "\nbarnacle\n",
                        "\nlimpet\n",
                        "Berth four",
                        "Berth five"),
                USUAL)) {
            assertThat(lines(report.rowChanges()))
                    .contains(
                            "4 Desc changed A ketch with patched brown sails. A ketch with new sails.",
                            "4 description changed A ketch with patched brown sails. A ketch with new sails.",
                            "4 #9.fuel vanished herring null",
                            "2 #3.fuel changed half a tank empty",
                            "2 name changed Mira Mirabel",
                            "2 username changed Mira Mirabel",
                            "1 password_hash changed null null")
                    .noneMatch(line -> line.contains("limpet")
                            || line.contains("barnacle")
                            || line.contains("argon2")
                            || line.contains("Berth"));
            assertThat(report.rowChangeCount())
                    .isEqualTo(lines(report.rowChanges()).size());
        }
    }

    @Test
    void ofManyChangesAllAreListed() throws Exception {
        Files.write(folder.resolve("world.mdb"), new byte[0]);
        try (var file = Files.newOutputStream(folder.resolve("world.mdb"))) {
            GenerateService.generate(400, 7, file);
        }
        imported(folder.resolve("world.mdb"));
        String dump = Files.readString(folder.resolve("world.mdb"), StandardCharsets.ISO_8859_1);
        String later = dump.replaceAll("(?m)(?<=^>6\n-1\n)", "Now: ");
        long descriptions = rows("attributes WHERE name = 'Desc'");

        try (UpdateReport report = updated(Worlds.write(folder, later), USUAL)) {
            assertThat(lines(report.rowChanges()).stream().filter(line -> line.contains(" Desc changed ")))
                    .hasSize((int) descriptions)
                    .hasSizeGreaterThan(100);
        }
    }

    @Test
    void undoingTheUpdateBringsBackWhatIsNotWrong() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        sql.execute("DELETE FROM objects WHERE name = 'Lighthouse'");
        updated(newer(MUCH_LATER), new UpdateRules(true, false)).close();
        new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT).undo("2", false);

        try (ExportReport report = exported()) {
            assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(Worlds.harbour()));
            assertThat(report.vanishedCount()).isZero();
        }
    }

    /** What a superuser does with every trigger disabled, and the line of the export that it leaves. */
    private static final String[][] UNSEEN = {
        {"UPDATE objects SET name = 'Old Kittiwake' WHERE id = " + KITTIWAKE, "4 name changed"},
        {"UPDATE objects SET location_id = NULL WHERE id = " + KITTIWAKE, "4 location_id changed"},
        {"UPDATE objects SET owner_id = (SELECT id FROM users WHERE username = 'Harbourmaster')", "4 owner_id changed"},
        {"UPDATE objects SET flags = '{DARK,STICKY}' WHERE id = " + KITTIWAKE, "4 flags, object_type changed"},
        {"UPDATE objects SET created_at = now() WHERE id = " + KITTIWAKE, "4 created_at changed"},
        {"INSERT INTO objects (name, object_type) VALUES ('island', 'room')", "null null added"},
        {"DELETE FROM objects WHERE id = " + KITTIWAKE, "4 null removed"},
        {
            "UPDATE attributes SET value = '\"80 tons\"', updated_at = now() WHERE name = 'tons' AND object_id = "
                    + KITTIWAKE,
            "4 tons changed"
        },
        {"DELETE FROM attributes WHERE name = '#9.fuel'", "table attributes: expected "},
        {"DELETE FROM power_grants", "table power_grants: expected "},
        {"DELETE FROM messages WHERE content LIKE 'Your quota%'", "table messages: expected "},
    };

    @Test
    void whatBypassesTheAuditTrailIsListedAsFarAsTheRecordsShowIt() throws Exception {
        imported();
        try (ExportReport report = exported()) {
            assertThat(report.reasons()).hasSize(1).allMatch(line -> line.contains("passwords are left out"));
            assertThat(lines(report.localChanges())).isEmpty();
        }
        for (String[] change : UNSEEN) {
            sql.execute("SET session_replication_role TO replica");
            sql.execute(change[0]);
            sql.execute("SET session_replication_role TO origin");
            try (ExportReport report = exported()) {
                List<String> lines = lines(report.localChanges());
                lines.addAll(report.reasons());
                assertThat(lines).as(change[0]).anyMatch(line -> line.startsWith(change[1]));
                assertThat(report.upToDate()).isFalse();
            }
        }
    }
}
