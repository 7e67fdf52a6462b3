package org.schemuse.importer.load.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ExportService;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.RunService;
import org.schemuse.importer.UndoReport;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.fixture.UpdatedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.testsupport.SchemaContents;

/** An update can be undone by itself: the world is again what it was before, and what people did stays theirs. */
class UndoUpdateIT extends UpdatedWorld {
    private static final UpdateRules REMOVING = new UpdateRules(true, false);

    private static final String SECRETS =
            "import_changes WHERE table_name = 'legacy_passwords' OR old_data ->> 'password_hash' IS NOT NULL";

    private UndoReport undone(String run, boolean discardLaterChanges) throws InterruptedException {
        return new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT)
                .undo(run, discardLaterChanges);
    }

    private Map<String, String> contents() {
        return SchemaContents.of(database.dataSource(), "vibemuse", "import_", "audit_logs", "databasechangelog");
    }

    /** Much later, and the brass key is gone. */
    private Path muchLater() throws Exception {
        Path later = newer(MUCH_LATER);
        String dump = Files.readString(later, StandardCharsets.ISO_8859_1).replace("~15\n", "~14\n");
        return Worlds.write(folder, dump.replaceAll("(?s)&12\n.*?(?=&13\n)", ""));
    }

    @Test
    void everyRowBecomesWhatItWasBefore() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        sql.execute("UPDATE objects SET description = 'A wreck.' WHERE id = " + KITTIWAKE);
        sql.execute("INSERT INTO objects (name, object_type) VALUES ('island', 'room')");
        Map<String, String> before = contents();
        String definitions = fingerprint();
        UpdateReport update = updated(muchLater(), REMOVING);
        assertThat(update.changes().get("objects").removedCount()).isPositive();
        assertThat(update.changes().get("objects").addedCount()).isEqualTo(1);
        assertThat(contents()).isNotEqualTo(before);

        UndoReport report = undone("2", false);

        assertThat(contents()).isEqualTo(before);
        assertThat(fingerprint()).isEqualTo(definitions);
        assertThat(report.discarded()).isEmpty();
        assertThat(report.rows().get("users")).isEqualTo(1);
        assertThat(text("SELECT string_agg(state, ' ' ORDER BY started_at) FROM import_runs"))
                .isEqualTo("finished undone");
        assertThat(rows("audit_logs WHERE table_name = 'import_runs'")).isEqualTo(3);
    }

    @Test
    void theExportIsTheOlderDumpAgainAndTheNewerOneCanComeAgain() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        Path later = muchLater();
        UpdateReport first = updated(later, USUAL);
        Map<String, String> updated = contents();
        undone("2", false);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new ExportService(database.dataSource(), "vibemuse")
                        .export(out, null)
                        .identical())
                .isTrue();
        assertThat(new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT)
                        .verify(null, null)
                        .verified())
                .isTrue();
        assertThat(updated(later, USUAL).changes()).isEqualTo(first.changes());
        assertThat(contents().get("attributes")).hasSameSizeAs(updated.get("attributes"));
    }

    @Test
    void onlyTheLatestUpdateCanBeTakenBack() throws Exception {
        imported();
        updated("half a tank", "empty");
        updated("half a tank", "empty", "A ketch with patched brown sails.", "A ketch with new sails.");

        assertThatThrownBy(() -> undone("2", false))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("was updated since by import 3")
                .hasMessageContaining("schemuse undo 3");
        undone("3", false);
        undone("2", false);

        assertThat(rows("attributes WHERE value #>> '{}' = 'half a tank'")).isEqualTo(1);
    }

    @Test
    void whatOthersHaveBuiltOnItIsListedAndStays() throws Exception {
        imported();
        updated(muchLater(), REMOVING);
        sql.execute("UPDATE objects SET description = 'Repainted.' WHERE id = " + KITTIWAKE);
        sql.execute("UPDATE objects SET location_id = (SELECT object_id FROM legacy_objects WHERE dbref = 14)"
                + " WHERE name = 'Lighthouse'");
        sql.execute("INSERT INTO attributes (object_id, name, value)"
                + " SELECT object_id, 'oil', '1' FROM legacy_objects WHERE dbref = 14");
        Map<String, String> before = contents();

        assertThatThrownBy(() -> undone("2", false))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("1 row of objects changed since")
                .hasMessageContaining("1 row of objects (location_id) refer to objects")
                .hasMessageContaining("1 row of attributes (object_id) refer to objects")
                .hasMessageContaining("--discard-later-changes");
        assertThat(contents()).isEqualTo(before);

        UndoReport report = undone("2", true);

        assertThat(report.discarded()).isEqualTo(Map.of("attributes", 1L));
        assertThat(text("SELECT description FROM objects WHERE id = " + KITTIWAKE))
                .isEqualTo("A ketch with patched brown sails.");
        assertThat(rows("objects WHERE name = 'Lighthouse' AND location_id IS NULL"))
                .isEqualTo(1);
        assertThat(updated(muchLater(), REMOVING).conflicts())
                .as("discarded is discarded")
                .isEmpty();
        assertThat(text("SELECT description FROM objects WHERE id = " + KITTIWAKE))
                .isEqualTo("A ketch with new sails.");
    }

    @Test
    void whatPeopleDeletedSinceStaysDeletedAndNothingDangles() throws Exception {
        imported();
        updated("-1\n6\n13\n2\n17", "-1\n0\n13\n2\n17", "half a tank", "empty");
        sql.execute("DELETE FROM objects WHERE name = 'Lighthouse'");

        undone("2", false);

        assertThat(rows("objects WHERE name = 'Lighthouse'")).isZero();
        assertThat(rows("objects WHERE name = 'brass key' AND home_id IS NULL")).isEqualTo(1);
        assertThat(rows("attributes WHERE value #>> '{}' = 'half a tank'")).isEqualTo(1);
    }

    @Test
    void aNameThatSomebodyTookSinceStandsInTheWay() throws Exception {
        imported();
        updated("Mira\n0", "Mirabel\n0");
        sql.execute("INSERT INTO users (username, password_hash) VALUES ('Mira', 'x')");
        Map<String, String> before = contents();

        assertThatThrownBy(() -> undone("2", true))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageStartingWith("nothing was changed: ")
                .hasMessageContaining("Mira")
                .hasMessageContaining("cannot restore users_username_key on users");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void anUndoOfTheFirstImportTakesItsUpdatesBackToo() throws Exception {
        imported();
        updated(MUCH_LATER);

        undone("1", false);

        assertThat(rows("objects") + rows("attributes") + rows("legacy_objects"))
                .isZero();
        assertThat(rows("import_runs WHERE state = 'undone'")).isEqualTo(2);
        imported();
        assertThat(updated("half a tank", "empty").changes().get("attributes").changedCount())
                .isEqualTo(1);
    }

    @Test
    void noPasswordStaysBehindInTheBooksOfWhatWasTakenBack() throws Exception {
        passwords = PasswordMode.KEEP;
        imported();
        updated("barnacle", "limpet");
        assertThat(rows(SECRETS)).isPositive();

        undone("2", false);
        assertThat(rows(SECRETS)).isZero();

        updated("barnacle", "limpet");
        undone("1", false);
        assertThat(rows(SECRETS)).isZero();
    }
}
