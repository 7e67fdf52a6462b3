package org.schemuse.importer.mud.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.testsupport.TestDatabase;

/** A dump goes into a real PostgreSQL, and what stands there afterwards is the world. One import serves all that read it. */
class ImportedRowsIT {
    private static TestDatabase database;
    private static Handle sql;
    private static ImportReport report;

    @BeforeAll
    static void importHarbour() throws Exception {
        database = Worlds.database();
        report = Worlds.importInto(database, Worlds.harbour(), Worlds.request());
        sql = Jdbi.create(database.dataSource()).open();
        sql.execute("SET search_path TO vibemuse");
    }

    @AfterAll
    static void disconnect() {
        sql.close();
        database.close();
    }

    private static long count(String query) {
        return sql.createQuery(query).mapTo(Long.class).one();
    }

    private static String text(String query) {
        return sql.createQuery(query).mapTo(String.class).one();
    }

    private static List<String> texts(String query) {
        return sql.createQuery(query).mapTo(String.class).list();
    }

    @Test
    void everyRowOfTheSampleWorldStandsInTheDatabase() {
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
        for (WorldTable table : WorldTable.values()) {
            assertThat(texts("SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'vibemuse'"
                            + " AND table_name = '" + table.sqlName() + "'"))
                    .as(table.sqlName())
                    .containsAll(table.columns());
        }
    }

    @Test
    void everythingCanBeJoinedBackToTheNumbersOfTheDump() {
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
    void attributesResolveWhereverTheirDefinitionStands() {
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
    void typedValuesKeepTheirTextBesideTheirMeaning() {
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
    void exitsHaveAliasesAndDestinationsAndThingsHaveHomes() {
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
    void playersAreUsersWithClassPowersChannelsAndMail() {
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

    @Test
    void anImportIsOneEventOfTheAuditTrail() {
        assertThat(texts("SELECT table_name || ' ' || action || ' ' || (new_data ->> 'state') FROM audit_logs"))
                .containsExactly("import_runs INSERT finished");
    }
}
