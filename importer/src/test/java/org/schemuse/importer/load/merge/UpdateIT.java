package org.schemuse.importer.load.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.ExportService;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.fixture.UpdatedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.merge.Merge.Changes;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.mud.update.UpdateRules;

/** A newer dump of a world comes into the schema where the world is, and people's own work there stays. */
class UpdateIT extends UpdatedWorld {
    private static Changes sum(UpdateReport report) {
        return report.changes().values().stream()
                .reduce(
                        new Changes(0, 0, 0, 0, 0, 0),
                        (a, b) -> new Changes(
                                a.unchangedCount() + b.unchangedCount(),
                                a.changedCount() + b.changedCount(),
                                a.addedCount() + b.addedCount(),
                                a.vanishedCount() + b.vanishedCount(),
                                a.removedCount() + b.removedCount(),
                                a.conflictCount() + b.conflictCount()));
    }

    @Test
    void onlyWhatTheNewerDumpChangedIsWritten() throws Exception {
        imported();
        String definitions = fingerprint();
        sql.execute("CREATE TEMP TABLE before AS SELECT id, xmin::text AS x FROM attributes");

        UpdateReport report =
                updated("A ketch with patched brown sails.", "A ketch with new sails.", ">0\n9\nherring\n", "");

        assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
        assertThat(report.changes().get("objects")).isEqualTo(new Changes(12, 1, 0, 0, 0, 0));
        assertThat(report.changes().get("attributes")).isEqualTo(new Changes(47, 1, 0, 1, 0, 0));
        assertThat(report.changes().get("users")).isEqualTo(new Changes(3, 0, 0, 0, 0, 0));
        assertThat(report.conflicts()).isEmpty();
        assertThat(text("SELECT description FROM objects WHERE id = " + KITTIWAKE))
                .isEqualTo("A ketch with new sails.");
        assertThat(rows("attributes JOIN before USING (id) WHERE attributes.xmin::text <> x"))
                .as("rows written: the description, and the two that moved up behind it")
                .isBetween(1L, 4L);
        assertThat(rows("attributes WHERE name = '#9.fuel'"))
                .as("gone, but kept")
                .isEqualTo(1);
        assertThat(fingerprint()).isEqualTo(definitions);
        assertThat(rows("audit_logs")).isEqualTo(2);
        assertThat(text("SELECT string_agg(state, ' ' ORDER BY started_at) FROM import_runs"))
                .isEqualTo("finished finished");
    }

    @Test
    void theSameDumpAgainChangesNothing() throws Exception {
        imported();
        assertThat(updated().outcome()).isEqualTo(ImportReport.Outcome.ALREADY_IMPORTED);

        updated("half a tank", "empty");
        UpdateReport again = updated("half a tank", "empty");

        assertThat(again.outcome()).isEqualTo(ImportReport.Outcome.ALREADY_IMPORTED);
        assertThat(rows("import_runs")).isEqualTo(2);
        UpdateReport back = updated();
        assertThat(sum(back).changedCount()).isEqualTo(1);
    }

    @Test
    void whatVanishedIsRemovedOnRequestUnlessSomebodyNeedsIt() throws Exception {
        imported();
        Path later = newer(">0\n9\nherring\n", "", ">1\n9\n40\n", "", "~14\n", "~12\n");
        String dump = Files.readString(later, StandardCharsets.ISO_8859_1);
        Worlds.write(folder, dump.replaceAll("(?s)&12\n.*?(?=\\*\\*\\*END)", ""));
        sql.execute("UPDATE attributes SET value = '\"80 tons\"' WHERE name = 'tons' AND object_id = " + KITTIWAKE);
        sql.execute("INSERT INTO objects (name, object_type, location_id)"
                + " SELECT 'gull', 'thing', object_id FROM legacy_objects WHERE dbref = 12");

        UpdateReport report = updated(later, new UpdateRules(true, false));

        assertThat(rows("attributes WHERE name = '#9.fuel'")).isZero();
        assertThat(text("SELECT value #>> '{}' FROM attributes WHERE name = 'tons' AND object_id = " + KITTIWAKE))
                .isEqualTo("80 tons");
        assertThat(rows("objects WHERE name = 'gull' AND location_id IS NOT NULL"))
                .isEqualTo(1);
        assertThat(report.changes().get("objects").vanishedCount()).isEqualTo(2);
        assertThat(report.changes().get("objects").removedCount()).isEqualTo(1);
        assertThat(report.changes().get("legacy_objects").removedCount()).isEqualTo(2);
    }

    @Test
    void whatPeopleChangedStaysAndWhereTheDumpChangedItTooTheReportSaysSo() throws Exception {
        imported();
        sql.execute("UPDATE objects SET description = 'A wreck.', name = 'Old Kittiwake' WHERE id = " + KITTIWAKE);
        sql.execute("INSERT INTO attributes (object_id, name, value) VALUES (" + KITTIWAKE + ", 'flag', '\"blue\"')");
        sql.execute("DELETE FROM attributes WHERE name = 'tons'");
        sql.execute("UPDATE users SET password_hash = 'mine', last_login = now() WHERE username = 'Mira'");

        UpdateReport report = updated(
                "A ketch with patched brown sails.",
                "A ketch with new sails.",
                ">1\n9\n40\n",
                ">1\n9\n45\n",
                "2\n1572865",
                "1\n1572865");

        assertThat(text("SELECT name || ': ' || description FROM objects WHERE id = " + KITTIWAKE))
                .isEqualTo("Old Kittiwake: A wreck.");
        assertThat(text("SELECT u.username FROM objects o JOIN users u ON u.id = o.owner_id WHERE o.id = " + KITTIWAKE))
                .as("what only the dump changed in a row of theirs")
                .isEqualTo("Harbourmaster");
        assertThat(text("SELECT value #>> '{}' FROM attributes WHERE name = 'flag'"))
                .isEqualTo("blue");
        assertThat(rows("attributes WHERE name = 'tons'")).isZero();
        assertThat(text("SELECT password_hash FROM users WHERE username = 'Mira'"))
                .isEqualTo("mine");
        assertThat(report.changes().get("objects").conflictCount()).isEqualTo(1);
        assertThat(report.conflicts())
                .as("the description is the attribute Desc, too")
                .containsExactly(
                        "objects " + text("SELECT " + KITTIWAKE) + ": description",
                        "attributes "
                                + text("SELECT id FROM attributes WHERE name = 'Desc' AND object_id = " + KITTIWAKE)
                                + ": value");
    }

    @Test
    void anotherUpdateStillKnowsWhatPeopleChanged() throws Exception {
        imported();
        sql.execute("UPDATE objects SET description = 'A wreck.' WHERE id = " + KITTIWAKE);
        updated("A ketch with patched brown sails.", "A ketch with new sails.");

        UpdateReport quiet =
                updated("A ketch with patched brown sails.", "A ketch with new sails.", "half a tank", "empty");
        assertThat(quiet.conflicts()).as("the dump did not change it again").isEmpty();
        assertThat(text("SELECT description FROM objects WHERE id = " + KITTIWAKE))
                .isEqualTo("A wreck.");

        UpdateReport loud =
                updated(newer("A ketch with patched brown sails.", "A ketch, sold."), new UpdateRules(false, true));
        assertThat(loud.changes().get("objects").conflictCount()).isEqualTo(1);
        assertThat(text("SELECT description FROM objects WHERE id = " + KITTIWAKE))
                .isEqualTo("A ketch, sold.");
    }

    @Test
    void aNameThatIsTakenHereStaysWithItsHolder() throws Exception {
        imported();
        sql.execute("INSERT INTO users (username, password_hash) VALUES ('Mirabel', 'x')");
        sql.execute("INSERT INTO attributes (object_id, name, value) VALUES (" + KITTIWAKE + ", '" + sex()
                + "', '\"ship\"')");

        UpdateReport report = updated("Mira\n0", "Mirabel\n0", ">100\n-1\n$board", ">7\n-1\nneuter\n>100\n-1\n$board");

        assertThat(rows("users WHERE username IN ('Mira', 'Mirabel')")).isEqualTo(2);
        assertThat(text("SELECT value #>> '{}' FROM attributes WHERE name = '" + sex() + "' AND object_id = "
                        + KITTIWAKE))
                .isEqualTo("ship");
        assertThat(report.conflicts()).hasSize(2).allMatch(line -> line.contains("names are taken here"));
    }

    @Test
    void namesMayGoFromOneRowToAnother() throws Exception {
        imported();

        updated("10/1/y/2/y/5/=/8/y/25/</33/y/0", "10/2/y/5/=/8/y/25/</33/y/0");

        assertThat(sql.createQuery("SELECT g.power FROM power_grants g JOIN users u ON u.id = g.user_id"
                                + " WHERE u.username = 'Harbourmaster' ORDER BY g.position")
                        .mapTo(String.class)
                        .list())
                .containsExactly("Announce", "Chown", "Examine", "Setpow", "Teleport");
    }

    @Test
    void aMailIsTheSameMailWhereverItStands() throws Exception {
        imported();
        sql.execute("UPDATE messages SET read_at = now() WHERE content LIKE 'Your quota%'");
        String dump = Files.readString(Worlds.harbour(), StandardCharsets.ISO_8859_1);
        String mails = dump.substring(dump.indexOf("***END"));
        String kept = withoutFirstMail(mails);
        assertThat(kept).doesNotContain("Berth four").contains("quota");
        Path later = Worlds.write(folder, dump.replace(mails, kept));

        UpdateReport report = updated(later, new UpdateRules(true, false));

        assertThat(report.changes().get("messages")).isEqualTo(new Changes(3, 0, 0, 1, 1, 0));
        assertThat(rows("messages WHERE read_at IS NOT NULL AND content LIKE 'Your quota%'"))
                .isEqualTo(1);
        assertThat(rows("messages WHERE content LIKE 'Berth four%'")).isZero();
        assertThat(
                        rows(
                                "import_changes WHERE table_name = 'messages' AND jsonb_exists(old_data, 'content') AND action <> 'removed'"))
                .as("words are kept only to be put back")
                .isZero();
    }

    /** Triggers are silent then, and whoever comes hears nothing of what was said before. */
    @Test
    void whoMovesOrJoinsByAnUpdateHearsFromThenOn() throws Exception {
        imported();
        String subscription =
                "channel_subscriptions s JOIN users u ON u.id = s.user_id WHERE u.username = 'Mira' AND joined_at ";
        updated("public;p quay", "public;p quay dockers");
        assertThat(rows(subscription + "IS NULL")).isEqualTo(2);
        assertThat(rows(subscription + "> now() - interval '1 hour'")).isEqualTo(1);
    }

    /** A mail is as long as the next one's beginning is away; the first begins behind the line that ends the objects. */
    private static String withoutFirstMail(String mails) {
        int begin = mails.indexOf("+");
        int next = mails.indexOf("\n+", begin) + 1;
        return mails.substring(0, begin) + mails.substring(next);
    }

    @Test
    void theExportIsTheNewerDumpByteForByte() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        Path later = newer(MUCH_LATER);
        passwords = null; // an update does with passwords what was done before
        updated(later, USUAL);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportReport export = new ExportService(database.dataSource(), "vibemuse").export(out, null);

        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(later));
        assertThat(export.identical()).isTrue();
    }

    @Test
    void aPasswordIsHashedAgainOnlyIfItChanged() throws Exception {
        passwords = PasswordMode.UPGRADE;
        imported();
        String mira = text("SELECT password_hash FROM users WHERE username = 'Mira'");
        String master = text("SELECT password_hash FROM users WHERE username = 'Harbourmaster'");

        updated("\nbarnacle\n", "\nlimpet\n");

        assertThat(text("SELECT password_hash FROM users WHERE username = 'Mira'"))
                .isEqualTo(mira);
        assertThat(org.schemuse.importer.mud.row.Passwords.verify(
                        "limpet", text("SELECT password_hash FROM users WHERE username = 'Harbourmaster'")))
                .isTrue();
        assertThat(master).isNotEmpty();
    }

    @Test
    void anEmptySchemaHasNothingToUpdate() {
        assertThatThrownBy(() -> updated("half a tank", "empty"))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("holds no imported world");
        assertThat(rows("import_runs")).isZero();
    }

    @Test
    void anObjectThatPeopleDeletedStaysDeletedWithAllThatIsNewOnIt() throws Exception {
        imported();
        sql.execute("DELETE FROM objects WHERE id = " + KITTIWAKE);
        long objects = rows("objects");

        UpdateReport report = updated(">100\n-1\n$board", ">7\n-1\nneuter\n>100\n-1\n$board");

        assertThat(rows("objects")).isEqualTo(objects);
        assertThat(rows("attributes WHERE name = '" + sex() + "'")).isEqualTo(1);
        assertThat(sum(report).conflictCount()).isZero();
        assertThat(List.of(sum(report).addedCount(), sum(report).removedCount()))
                .isEqualTo(List.of(0L, 0L));
    }
}
