package org.schemuse.importer.load.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.RunService;
import org.schemuse.importer.UndoReport;
import org.schemuse.importer.fixture.OwnedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.testsupport.TestDatabase;

/** An import can be undone: all that it brought goes, and nothing of what is not its own. */
class UndoIT {
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

    private ImportReport imported() throws Exception {
        return Worlds.importInto(database, Worlds.harbour(), Worlds.request());
    }

    private UndoReport undone(String run, boolean discardLaterChanges) throws InterruptedException {
        return new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT)
                .undo(run, discardLaterChanges);
    }

    private long count(String from) {
        return sql.createQuery("SELECT count(*) FROM " + from).mapTo(Long.class).one();
    }

    private String text(String query) {
        return sql.createQuery(query).mapTo(String.class).one();
    }

    private long worldRows() {
        long rows = 0;
        for (WorldTable table : WorldTable.values()) {
            rows += count(table.sqlName());
        }
        return rows;
    }

    private String fingerprint() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }

    @Test
    void everythingItBroughtGoesAndTheDumpCanBeImportedAgain() throws Exception {
        String before = fingerprint();
        ImportReport report = imported();

        UndoReport undone = undone("1", false);

        assertThat(undone.rows()).containsAllEntriesOf(report.rows());
        assertThat(undone.discarded()).isEmpty();
        assertThat(worldRows()).isZero();
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(text("SELECT state FROM import_runs")).isEqualTo("undone");
        assertThat(sql.createQuery("SELECT action || ' ' || (new_data ->> 'state') FROM audit_logs ORDER BY changed_at")
                        .mapTo(String.class)
                        .list())
                .containsExactly("INSERT finished", "UPDATE undone");
        assertThat(imported().outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
        assertThat(undone("2", false).rows()).isEqualTo(undone.rows());
    }

    @Test
    void whatOthersHaveBuiltOnItIsListedAndStays() throws Exception {
        imported();
        sql.execute("UPDATE objects SET description = 'Repainted.' WHERE name = 'Lighthouse'");
        sql.execute("INSERT INTO objects (name, object_type, location_id)"
                + " SELECT 'barrel', 'thing', id FROM objects WHERE name = 'Lighthouse'");
        sql.execute("INSERT INTO sessions (user_id, session_token_hash, expires_at)"
                + " SELECT id, 'x', now() + interval '1 day' FROM users LIMIT 1");
        long before = worldRows();

        assertThatThrownBy(() -> undone("1", false))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("1 row of objects changed since")
                .hasMessageContaining("1 row of objects (location_id) refer to objects")
                .hasMessageContaining("1 row of sessions (user_id) refer to users")
                .hasMessageContaining("--discard-later-changes");

        assertThat(worldRows()).isEqualTo(before);
        assertThat(text("SELECT state FROM import_runs")).isEqualTo("finished");
    }

    @Test
    void laterChangesGoOnlyAsFarAsTheyCannotStandAlone() throws Exception {
        imported();
        sql.execute("INSERT INTO users (username, password_hash) VALUES ('Newcomer', 'x')");
        sql.execute("INSERT INTO objects (name, object_type, location_id, owner_id)"
                + " SELECT 'barrel', 'thing', o.id, u.id FROM objects o, users u"
                + " WHERE o.name = 'Lighthouse' AND u.username = 'Newcomer'");
        sql.execute("INSERT INTO attributes (object_id, name, value)"
                + " SELECT id, 'smell', '\"tar\"' FROM objects WHERE name IN ('barrel', 'Lighthouse')");
        sql.execute("CREATE TABLE bookmarks (object_id uuid REFERENCES objects ON DELETE CASCADE)");
        sql.execute("INSERT INTO bookmarks SELECT id FROM objects WHERE name IN ('barrel', 'Lighthouse')");

        UndoReport undone = undone("1", true);

        assertThat(undone.discarded())
                .containsOnlyKeys("attributes", "bookmarks")
                .containsValues(1L);
        assertThat(sql.createQuery(
                                "SELECT o.name || ' of ' || u.username || ' in ' || coalesce(o.location_id::text, '-')"
                                        + " FROM objects o JOIN users u ON u.id = o.owner_id")
                        .mapTo(String.class)
                        .list())
                .containsExactly("barrel of Newcomer in -");
        assertThat(List.of(count("users"), count("attributes"), count("bookmarks"), count("legacy_objects")))
                .isEqualTo(List.of(1L, 1L, 1L, 0L));
    }

    @Test
    void strangersInTheWorldAreNoReasonNotToUndo() throws Exception {
        imported();
        sql.execute("INSERT INTO objects (name, object_type) VALUES ('island', 'room')");

        assertThat(undone("1", false).discarded()).isEmpty();
        assertThat(text("SELECT name FROM objects")).isEqualTo("island");
    }

    @Test
    void aForeignKeyThatForbidsItEndsTheUndo() throws Exception {
        imported();
        sql.execute("CREATE TABLE deeds (object_id uuid REFERENCES objects)");
        sql.execute("INSERT INTO deeds SELECT id FROM objects LIMIT 1");
        long before = worldRows();
        String schemaBefore = fingerprint();

        assertThatThrownBy(() -> undone("1", true))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("deeds");

        assertThat(worldRows()).isEqualTo(before);
        assertThat(fingerprint()).isEqualTo(schemaBefore);
    }

    @Test
    void aRunThatIsOverOrNeverWasIsOneClearLine() throws Exception {
        imported();
        undone("1", false);

        assertThatThrownBy(() -> undone("1", false))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("import 1 of harbour.mdb")
                .hasMessageContaining("is undone");
        for (String unknown : List.of("2", "zzz", "", "0", "%")) {
            assertThatThrownBy(() -> undone(unknown, false))
                    .as(unknown)
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("has no import");
        }
    }

    @Test
    void anUndoWaitsForNoImportThatIsStillRunning() throws Exception {
        imported();
        try (Handle other = Jdbi.create(database.dataSource()).open()) {
            other.execute("SELECT pg_advisory_lock(hashtextextended('schemuse import into vibemuse', 0))");

            assertThatThrownBy(() -> undone("1", false))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("another import, update, undo or migration has the lock of schema")
                    .hasMessageContaining(": process "
                            + other.createQuery("SELECT pg_backend_pid()")
                                    .mapTo(Integer.class)
                                    .one()
                            + " of " + database.user());
        }
    }

    @Test
    void aPlainOwnerCanUndoAlthoughRowSecurityIsForced() throws Exception {
        try (OwnedWorld world = new OwnedWorld(database, sql)) {
            sql.execute("UPDATE owned.objects SET description = 'Repainted.' WHERE name = 'Lighthouse'");
            RunService runs = new RunService(world.owner(), "owned", "test", ImportListener.SILENT);

            assertThatThrownBy(() -> runs.undo("1", false)).hasMessageContaining("1 row of objects changed since");
            runs.undo("1", true);

            assertThat(count("owned.objects")).isZero();
            assertThat(world.unforcedTables()).isZero();
        }
    }

    @Test
    void aWorldEmptiedByHandIsNotTakenForImported() throws Exception {
        imported();
        sql.execute("TRUNCATE objects CASCADE");

        assertThatThrownBy(this::imported)
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("no longer holds import 1 of harbour.mdb")
                .hasMessageContaining("schemuse undo 1");

        undone("1", false);
        assertThat(imported().outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
    }
}
