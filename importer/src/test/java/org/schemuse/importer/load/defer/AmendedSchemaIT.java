package org.schemuse.importer.load.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.RunService;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.source.DumpSource;

/** People add keys, indexes and tables of their own to a schema; an import sets them aside and brings them back too. */
class AmendedSchemaIT extends InstalledWorld {
    private static final String AMENDED = """
            SELECT string_agg(thing, E'\\n' ORDER BY thing) FROM (
                SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' '
                    || coalesce(obj_description(oid, 'pg_constraint'), '') AS thing
                FROM pg_constraint WHERE connamespace = 'vibemuse'::regnamespace
                UNION ALL
                SELECT pg_get_indexdef(indexrelid) || indisreplident || indisclustered
                    || coalesce(obj_description(indexrelid, 'pg_class'), '')
                FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'vibemuse'::regnamespace)
            ) things
            """;

    private ImportReport imported(ImportListener listener) throws Exception {
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            return new ImportService(Worlds.request(), listener).run(source, database::dataSource, "vibemuse");
        }
    }

    private void undone() {
        new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT).undo("1", false);
    }

    /** Is told to stop as soon as foreign keys come back. */
    private static final class StopsWhenVerifying implements ImportListener {
        private boolean verifying;

        @Override
        public void progress(Stage stage, long done, long total) {
            verifying |= stage == Stage.VERIFYING;
        }

        @Override
        public boolean cancelled() {
            return verifying;
        }
    }

    @Test
    void keysAndIndexesOfAllKindsComeBackAsTheyWere() throws Exception {
        sql.execute("ALTER TABLE objects ADD CONSTRAINT one_at_a_time EXCLUDE USING btree (id WITH =)");
        sql.execute("ALTER TABLE legacy_objects ADD CONSTRAINT one_place UNIQUE (position)"
                + " DEFERRABLE INITIALLY DEFERRED");
        sql.execute("COMMENT ON CONSTRAINT one_place ON legacy_objects IS 'nobody''s; but the dump''s'");
        sql.execute("CREATE UNIQUE INDEX by_place ON legacy_objects (line)");
        sql.execute("COMMENT ON INDEX by_place IS 'for replicas'");
        sql.execute("ALTER TABLE legacy_objects ALTER line SET NOT NULL");
        sql.execute("ALTER TABLE legacy_objects REPLICA IDENTITY USING INDEX by_place");
        sql.execute("ALTER TABLE legacy_objects CLUSTER ON by_place");
        String before = text(AMENDED);

        imported(ImportListener.SILENT);
        assertThat(text(AMENDED)).isEqualTo(before);

        undone();
        assertThat(text(AMENDED)).isEqualTo(before);
    }

    @Test
    void aForeignKeyOfAPartitionedTableComesBack() throws Exception {
        sql.execute("CREATE TABLE visits (object_id uuid REFERENCES objects (id), at date) PARTITION BY RANGE (at)");
        sql.execute("CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
        String before = text(AMENDED);

        imported(ImportListener.SILENT);

        assertThat(text(AMENDED)).isEqualTo(before);
    }

    @Test
    void aTableThatRefersToTheWorldDoesNotKeepItsLoadFromBeingTakenBack() throws Exception {
        sql.execute("CREATE TABLE notes (object_id uuid REFERENCES objects (id), text text)");
        sql.execute("INSERT INTO notes VALUES (NULL, 'about nothing')");
        String before = text(AMENDED);

        assertThatThrownBy(() -> imported(new StopsWhenVerifying()))
                .isInstanceOf(ImportCancelledException.class)
                .hasMessageContaining("is interrupted: what it has loaded stays");
        assertThat(count("SELECT count(*) FROM objects")).isPositive();
        undone();

        assertThat(text("SELECT state FROM import_runs")).isEqualTo("undone");
        assertThat(count("SELECT count(*) FROM objects")).isZero();
        assertThat(count("SELECT count(*) FROM notes")).isOne();
        assertThat(count("SELECT count(*) FROM import_deferred_objects WHERE restored_at IS NULL"))
                .isZero();
        assertThat(text(AMENDED)).isEqualTo(before);
    }

    @Test
    void aRowThatTheirCheckRefusesIsNotToldWithItsPassword() throws Exception {
        sql.execute("ALTER TABLE users ADD CONSTRAINT no_old_ones CHECK (password_hash IS NULL)");

        assertThatThrownBy(() -> imported(ImportListener.SILENT))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("no_old_ones")
                .hasMessageNotContaining("Failing row");
        assertThat(text("SELECT error FROM import_runs")).doesNotContain("Failing row");
    }
}
