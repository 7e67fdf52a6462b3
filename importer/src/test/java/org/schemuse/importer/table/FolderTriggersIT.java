package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.fixture.ReferringTables;
import org.schemuse.importer.table.TableImportRequest.Defer;

/** Triggers that look for rows of other tables of a folder, or refuse rows that others need. */
class FolderTriggersIT extends ReferringTables {
    /** A trigger refuses a row that no constraint does, and the rows that refer to it go with it. */
    @ParameterizedTest
    @EnumSource(Defer.class)
    void childrenOfARowThatTheServerRefusesAreRejected(Defer defer) throws Exception {
        sql.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 2 THEN"
                + " RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$");
        sql.execute("CREATE TRIGGER refuse BEFORE INSERT ON tenants FOR EACH ROW EXECUTE FUNCTION refuse()");
        file("tenants.csv", "id,name\n1,one\n2,two\n3,three\n");
        file("users.csv", "id,tenant,name\n1,1,eve\n2,2,adam\n3,3,cain\n");
        file("orders.csv", "id,buyer,cents\n1,1,5\n2,2,5\n3,3,5\n4,2,6\n");

        FolderImportReport report = importedAll(intoAll(defer, 100));

        addsUp(report);
        assertThat(texts("SELECT id::text FROM orders ORDER BY id")).containsExactly("1", "3");
        assertThat(report.files())
                .extracting(FolderImportReport.File::rejectsByFault)
                .containsExactly(
                        Map.of("REFUSED_BY_SERVER", 1L),
                        Map.of("NO_SUCH_REFERENCE", 1L),
                        Map.of("NO_SUCH_REFERENCE", 2L));
    }

    /** Triggers of a closed table find the rows that its parents get, whether these are closed too or the table stays open. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void triggersFindTheRowsOfParents(boolean parentsAreEmpty) throws Exception {
        sql.execute("CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NOT EXISTS (SELECT FROM tenants WHERE id = NEW.tenant) THEN RAISE EXCEPTION 'no tenant'; END IF;"
                + " RETURN NEW; END $$");
        sql.execute("CREATE TRIGGER look BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION look()");
        if (!parentsAreEmpty) {
            sql.execute("INSERT INTO tenants VALUES (-1, 'mine')");
        }
        write(MANY, 0, false);

        FolderImportReport report = importedAll(intoAll(Defer.AUTO, 1_000));

        assertThat(report.rejected()).isZero();
        assertThat(ways(report).get("tenants"))
                .startsWith(parentsAreEmpty ? "with deferred" : "in place, because there are few rows");
        assertThat(ways(report).get("users"))
                .startsWith(
                        parentsAreEmpty
                                ? "with deferred"
                                : "in place, because its triggers may look for rows of tenants, which stays open");
    }

    /** A constraint trigger that waits for the end needs the rows of a later table. */
    @Test
    void aConstraintThatWaitsSeesTheRowsOfLaterTables() throws Exception {
        sql.execute("CREATE FUNCTION need_user() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NOT EXISTS (SELECT FROM users WHERE tenant = NEW.id) THEN RAISE EXCEPTION 'nobody in %', NEW.id;"
                + " END IF; RETURN NULL; END $$");
        sql.execute("CREATE CONSTRAINT TRIGGER need_user AFTER INSERT ON tenants DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION need_user()");
        file("tenants.csv", "id,name\n1,one\n3,three\n");
        file("users.csv", "id,tenant,name\n1,1,eve\n3,3,cain\n");

        assertThat(importedAll(intoAll(Defer.AUTO, 100)).inserted()).isEqualTo(4);
    }
}
