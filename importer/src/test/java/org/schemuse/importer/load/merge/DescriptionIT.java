package org.schemuse.importer.load.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.schemuse.importer.RunService;
import org.schemuse.importer.VerificationReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.fixture.UpdatedWorld;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.mud.update.UpdateRules;

/** The description of an object and its attribute Desc are one value, whoever writes it and wherever. */
class DescriptionIT extends UpdatedWorld {
    private static final String DIFFERENT = "objects o LEFT JOIN attributes a ON a.object_id = o.id AND a.name = 'Desc'"
            + " WHERE o.description IS DISTINCT FROM a.value #>> '{}'";

    private String attribute() {
        return sql.createQuery("SELECT value #>> '{}' FROM attributes WHERE name = 'Desc' AND object_id = " + KITTIWAKE)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    private String description() {
        return text("SELECT description FROM objects WHERE id = " + KITTIWAKE);
    }

    @Test
    void aChangeOfOneIsAChangeOfTheOther() throws Exception {
        imported();
        assertThat(rows(DIFFERENT)).isZero();

        sql.execute("UPDATE objects SET description = 'A wreck.' WHERE id = " + KITTIWAKE);
        assertThat(attribute()).isEqualTo("A wreck.");
        sql.execute(
                "UPDATE attributes SET value = '\"A ketch again.\"' WHERE name = 'Desc' AND object_id = " + KITTIWAKE);
        assertThat(description()).isEqualTo("A ketch again.");
        sql.execute("UPDATE attributes SET name = 'Odesc2' WHERE name = 'Desc' AND object_id = " + KITTIWAKE);
        assertThat(description()).isNull();
        sql.execute("UPDATE objects SET description = 'Back.' WHERE id = " + KITTIWAKE);
        assertThat(attribute()).isEqualTo("Back.");
        sql.execute("UPDATE objects SET description = NULL WHERE id = " + KITTIWAKE);
        assertThat(attribute()).isNull();
        sql.execute("INSERT INTO attributes (object_id, name, value) VALUES (" + KITTIWAKE + ", 'Desc', '\"New.\"')");
        assertThat(description()).isEqualTo("New.");
        sql.execute("DELETE FROM attributes WHERE name = 'Desc' AND object_id = " + KITTIWAKE);
        assertThat(description()).isNull();
        sql.execute("INSERT INTO objects (name, object_type, description) VALUES ('gull', 'thing', 'White.')");
        assertThat(text("SELECT a.value #>> '{}' || d.number FROM objects o JOIN attributes a ON a.object_id = o.id"
                        + " JOIN attribute_definitions d ON d.id = a.definition_id WHERE o.name = 'gull'"))
                .isEqualTo("White.6");
        assertThat(rows(DIFFERENT)).isZero();
        sql.execute("DELETE FROM objects WHERE name = 'gull'");
    }

    @Test
    void anAttributeThatAnObjectDefinesIsAnotherOne() throws Exception {
        imported();
        String before = description();
        sql.execute("DELETE FROM attributes WHERE name = 'Desc' AND object_id = " + KITTIWAKE);
        sql.execute("INSERT INTO attributes (object_id, name, value, definition_id) SELECT " + KITTIWAKE
                + ", 'Desc', '\"mine\"', id FROM attribute_definitions WHERE object_id IS NOT NULL LIMIT 1");
        assertThat(description()).isNull();

        sql.execute("UPDATE objects SET description = '" + before + "' WHERE id = " + KITTIWAKE);

        assertThat(attribute()).isEqualTo("mine");
        assertThat(text("SELECT value #>> '{}' FROM attributes WHERE name = 'builtin.Desc' AND object_id = "
                        + KITTIWAKE))
                .isEqualTo(before);
    }

    @Test
    void aBuilderMayDescribeWhatIsNotTheirs() throws Exception {
        imported();
        sql.execute("UPDATE users SET user_class = 'builder' WHERE username = 'Mira'");
        String mira = text("SELECT id FROM users WHERE username = 'Mira'");
        sql.execute("SET app.current_user_id = '" + mira + "'");
        sql.execute("SET ROLE vibemuse_app");

        int changed = sql.execute("UPDATE objects SET description = 'Swept.' WHERE name = 'Harbour Square'");

        sql.execute("RESET ROLE");
        assertThat(changed).isEqualTo(1);
        assertThat(text("SELECT a.value #>> '{}' FROM attributes a JOIN objects o ON o.id = a.object_id"
                        + " WHERE o.name = 'Harbour Square' AND a.name = 'Desc'"))
                .isEqualTo("Swept.");
        assertThat(rows(DIFFERENT)).isZero();
    }

    @Test
    void updatesAndTheirUndoKeepThemEqual() throws Exception {
        imported();
        sql.execute("UPDATE objects SET description = 'A wreck.' WHERE id = " + KITTIWAKE);
        sql.execute("DELETE FROM attributes WHERE name = 'Desc' AND object_id = (SELECT object_id FROM legacy_objects"
                + " WHERE dbref = 1)");

        updated(
                        newer(
                                "A ketch with patched brown sails.",
                                "A ketch with new sails.",
                                "A woman with a ledger under each arm.",
                                "A woman without a ledger.",
                                ">6\n-1\nA pilot in a yellow coat.\025\n\025\nSalt in her hair; a caf\u00c3\u00a9 owner\u00e2\u0080\u0099s tan.\n",
                                ""),
                        new UpdateRules(false, true))
                .close();
        assertThat(rows(DIFFERENT)).isZero();
        assertThat(description()).isEqualTo("A ketch with new sails.");
        try (VerificationReport report =
                new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT).verify(null, null)) {
            assertThat(report.rowDifferences()).isEmpty();
        }

        new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT).undo("2", true);
        assertThat(rows(DIFFERENT)).isZero();
        assertThat(description()).isEqualTo("A wreck.");
    }
}
