package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportRequest.Defer;

/** Tables whose triggers or rules change rows, leave them out or refuse them. */
class TableTriggersIT extends ImportedTables {
    @Test
    void aTableWithARuleIsRefused() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE RULE nothing AS ON INSERT TO items DO INSTEAD NOTHING");
        assertThatThrownBy(() -> imported(file("items.csv", numbers(1, 3)), into("items")))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("has a rule ON INSERT");
    }

    @Test
    void whatATriggerRefusesCountsForTheLimit() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF new.id = 2 THEN RAISE EXCEPTION 'not two'; END IF;"
                + " IF new.id = 3 THEN RETURN NULL; END IF; RETURN new; END $$");
        sql.execute("CREATE TRIGGER refuse BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION refuse()");
        Path csv = file("items.csv", numbers(1, 4));

        assertThatThrownBy(() -> imported(csv, into("items").rejecting(RejectLimit.STRICT, null)))
                .isInstanceOf(TooManyRejectsException.class);
        assertThat(count("SELECT count(*) FROM items")).isZero();
        TableImportReport report = imported(csv, into("items"));
        assertThat(List.of(report.inserted(), report.skipped(), report.rejected()))
                .containsExactly(2L, 1L, 1L);
        assertThat(report.notes()).anyMatch(note -> note.contains("left out by a trigger"));
    }

    /** A key that only the rows as a trigger makes them break. */
    @Test
    void keysThatTriggersBreakAreFoundRowByRow() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text UNIQUE)");
        sql.execute("CREATE FUNCTION lower_case() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " new.code := lower(new.code); RETURN new; END $$");
        sql.execute("CREATE TRIGGER lower_case BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION lower_case()");
        List<String> dependents = dependents();

        TableImportReport report =
                imported(file("items.csv", numbers(1, 12_000) + "12001,C5\n"), into("items", Defer.ALWAYS, 1_000));

        assertThat(report.inserted()).isEqualTo(12_000);
        assertThat(report.rejectsByFault()).isEqualTo(Map.of("REFUSED_BY_SERVER", 1L));
        assertThat(report.way()).startsWith("in place");
        assertThat(dependents()).isEqualTo(dependents);
    }

    @Test
    void aConstraintTriggerThatWaitsForTheEndTellsItsRow() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF new.id = 2 THEN RAISE EXCEPTION 'not two'; END IF; RETURN NULL; END $$");
        sql.execute("CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON items DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION refuse()");
        TableImportReport report = imported(file("items.csv", numbers(1, 4)), into("items"));
        assertThat(report.inserted()).isEqualTo(3);
        assertThat(report.firstRejects())
                .extracting(TableImportReport.Reject::row)
                .containsExactly(2L);
    }
}
