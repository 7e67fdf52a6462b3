package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaStatus;
import org.schemuse.changelog.schema.UnfinishedImport;

/** What the tables of the schema promise, whoever installed it. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibemuseBehavioursIT extends VibemuseBehaviour {
    @Test
    void m01UsersStartAsVisitors() {
        Map<String, Object> user = root.createQuery(
                        "INSERT INTO users (username, password_hash) VALUES ('Newcomer', 'x')"
                                + " RETURNING id, user_class::text, powers::text, online_status, profile::text, created_at, updated_at")
                .mapToMap()
                .one();
        assertThat(user)
                .containsEntry("user_class", "visitor")
                .containsEntry("powers", "{}")
                .containsEntry("online_status", false)
                .containsEntry("profile", "{}");
        assertThat(user.get("id")).isInstanceOf(UUID.class);
        assertThat(user.get("created_at")).isNotNull().isEqualTo(user.get("updated_at"));
    }

    @Test
    void m02NamesAndAddressesAreTakenOnce() {
        assertThat(SqlState.of(() -> root.execute("INSERT INTO users (username, password_hash) VALUES ('alice', 'x')")))
                .isEqualTo(SqlState.UNIQUE);
        assertThat(SqlState.of(() -> root.execute(
                        "INSERT INTO users (username, email, password_hash) VALUES ('al', 'alice@example.org', 'x')")))
                .isEqualTo(SqlState.UNIQUE);
        root.execute("INSERT INTO users (username, password_hash) VALUES ('Al', 'x'), ('Alice', 'x')");
    }

    @Test
    void m03AnObjectIsARoomAThingAnExitOrAPlayer() {
        for (String type : List.of("room", "thing", "exit", "player")) {
            object(type, "a " + type, null);
        }
        assertThat(SqlState.of(() -> object("planet", "Mars", null))).isEqualTo(SqlState.NO_ENUM_VALUE);
    }

    @Test
    void m04ClassesCompareByRank() {
        String ranks = root.select(
                        "SELECT string_agg(c::text, ' ' ORDER BY c) FROM unnest(enum_range(NULL::user_class_enum)) c")
                .mapTo(String.class)
                .one();
        assertThat(ranks).isEqualTo("guest visitor group citizen pcitizen guide official builder admin director");
    }

    @Test
    void m05ReferencesMustExist() {
        UUID nowhere = UUID.fromString("00000000-0000-0000-0000-000000000001");
        UUID thing = object("thing", "lamp", alice);
        for (String column : List.of("owner_id", "location_id", "zone_id", "home_id", "destination_id")) {
            assertThat(SqlState.of(
                            () -> root.execute("UPDATE objects SET " + column + " = ? WHERE id = ?", nowhere, thing)))
                    .as(column)
                    .isEqualTo(SqlState.FOREIGN_KEY);
        }
        for (String column : List.of("current_location", "object_id")) {
            assertThat(SqlState.of(
                            () -> root.execute("UPDATE users SET " + column + " = ? WHERE id = ?", nowhere, alice)))
                    .as(column)
                    .isEqualTo(SqlState.FOREIGN_KEY);
        }
    }

    @Test
    void m06ARoomGoesAndItsContentsStay() {
        UUID room = object("room", "cellar", alice);
        UUID lamp = object("thing", "lamp", alice);
        UUID exit = object("exit", "down", alice);
        root.execute(
                "UPDATE objects SET location_id = ?, home_id = ?, zone_id = ? WHERE id = ?", room, room, room, lamp);
        root.execute("UPDATE objects SET destination_id = ? WHERE id = ?", room, exit);
        root.execute("UPDATE users SET current_location = ? WHERE id = ?", room, alice);
        root.execute("INSERT INTO attributes (object_id, name, value) VALUES (?, 'smell', '\"damp\"')", room);
        root.execute(
                "INSERT INTO messages (sender_id, room_id, message_type, content) VALUES (?, ?, 'say', 'hi')",
                alice,
                room);

        root.execute("DELETE FROM objects WHERE id = ?", room);

        assertThat(count("objects WHERE id IN (?, ?)", lamp, exit)).isEqualTo(2);
        assertThat(
                        count(
                                "objects WHERE location_id IS NOT NULL OR home_id IS NOT NULL OR zone_id IS NOT NULL OR destination_id IS NOT NULL"))
                .isZero();
        assertThat(count("users WHERE current_location IS NOT NULL")).isZero();
        assertThat(count("messages WHERE room_id IS NULL")).isEqualTo(1);
        assertThat(count("attributes")).isZero();
    }

    @Test
    void m07AUserGoesAndWhatTheyMadeStays() {
        UUID thing = object("thing", "lamp", alice);
        session(alice, "token of alice");
        root.execute(
                "INSERT INTO messages (sender_id, recipient_id, message_type, content) VALUES (?, ?, 'mail', 'hello')",
                alice,
                bob);
        root.execute("INSERT INTO power_grants (user_id, power) VALUES (?, 'boot')", alice);
        long trail = count("audit_logs");

        root.execute("DELETE FROM users WHERE id = ?", alice);

        assertThat(count("objects WHERE id = ? AND owner_id IS NULL", thing)).isEqualTo(1);
        assertThat(count("messages WHERE sender_id IS NULL AND recipient_id = ?", bob))
                .isEqualTo(1);
        assertThat(count("sessions")).isZero();
        assertThat(count("power_grants")).isZero();
        assertThat(count("audit_logs")).isGreaterThan(trail);
        assertThat(count("audit_logs WHERE table_name = 'users' AND record_id = ?", alice))
                .isEqualTo(2);
    }

    @Test
    void m08UsersAndObjectsReferToEachOtherAndEverythingCanStillGo() {
        UUID body = object("player", "Alice", alice);
        root.execute("UPDATE users SET object_id = ?, current_location = ? WHERE id = ?", body, body, alice);
        assertThat(SqlState.of(() -> root.execute("UPDATE users SET object_id = ? WHERE id = ?", body, bob)))
                .as("a body has one user")
                .isEqualTo(SqlState.UNIQUE);

        Schema schema = installed.schema();
        RollbackReport report = schema.rollback(RollbackRequest.everything());

        assertThat(report.rowsDropped()).containsEntry("users", 5L).containsEntry("objects", 1L);
        assertThat(schema.status().exists()).isFalse();
    }

    @Test
    void m09EveryChangeLeavesOneEntryInTheTrail() {
        UUID thing = object("thing", "lamp", alice);
        String someone = "'" + alice + "'";
        assertAudited("users", "(username, password_hash) VALUES ('dora', 'x')", "profile = '{\"a\": 1}'");
        assertAudited("objects", "(name, object_type) VALUES ('box', 'thing')", "name = 'chest'");
        assertAudited("attributes", "(object_id, name) VALUES ('" + thing + "', 'fuel')", "value = '3'");
        assertAudited(
                "messages",
                "(sender_id, message_type, content) VALUES (" + someone + ", 'say', 'hi')",
                "read_at = now()");
        assertAudited(
                "sessions",
                "(user_id, session_token_hash, expires_at) VALUES (" + someone + ", 't', now() + interval '1 day')",
                "last_activity = now()");
        assertAudited("attribute_definitions", "(number, name) VALUES (1, 'osucc')", "name = 'succ'");
        assertAudited(
                "object_parents",
                "(object_id, parent_id, position) VALUES ('" + thing + "', '" + thing + "', 0)",
                "position = 1");
        assertAudited("power_grants", "(user_id, power) VALUES (" + someone + ", 'boot')", "level = 'yes-if-less'");
        assertAudited("channels", "(name) VALUES ('public')", "name = 'Public'");
        UUID channel = root.select("INSERT INTO channels (name) VALUES ('chat') RETURNING id")
                .mapTo(UUID.class)
                .one();
        assertAudited(
                "channel_subscriptions",
                "(channel_id, user_id) VALUES ('" + channel + "', " + someone + ")",
                "active = false");
    }

    @Test
    void m09TheTrailKnowsWhoAndForgetsWhatWasTakenBack() {
        Handle asAlice = installed.as(alice);
        long before = count("audit_logs");
        asAlice.begin();
        asAlice.execute("INSERT INTO objects (name, object_type, owner_id) VALUES ('ghost', 'thing', ?)", alice);
        asAlice.rollback();
        assertThat(count("audit_logs")).isEqualTo(before);

        asAlice.execute(
                "INSERT INTO objects (name, object_type, owner_id) SELECT 'stone ' || n, 'thing', ? FROM generate_series(1, 7) n",
                alice);
        asAlice.execute("UPDATE objects SET name = name || '!' WHERE owner_id = ?", alice);
        assertThat(count("audit_logs WHERE action = 'INSERT' AND changed_by = ? AND table_name = 'objects'", alice))
                .isEqualTo(7);
        assertThat(count("audit_logs WHERE action = 'UPDATE' AND changed_by = ? AND table_name = 'objects'", alice))
                .isEqualTo(7);
    }

    @Test
    void m10TheTrailCannotBeRewrittenByAnybody() {
        for (Handle handle : List.of(root, installed.owner())) {
            for (String statement : List.of(
                    "UPDATE audit_logs SET changed_by = NULL",
                    "DELETE FROM audit_logs",
                    "DELETE FROM audit_logs WHERE false",
                    "TRUNCATE audit_logs")) {
                assertThat(SqlState.of(() -> handle.execute(statement)))
                        .as(statement)
                        .isEqualTo(SqlState.APPEND_ONLY);
            }
        }
        Handle asAdmin = installed.as(admin);
        for (String statement : List.of(
                "UPDATE audit_logs SET changed_by = NULL",
                "DELETE FROM audit_logs",
                "TRUNCATE audit_logs",
                "INSERT INTO audit_logs (table_name, action) VALUES ('users', 'INSERT')")) {
            assertThat(SqlState.of(() -> asAdmin.execute(statement)))
                    .as(statement)
                    .isEqualTo(SqlState.REFUSED);
        }
    }

    @Test
    void m10NoSecretReachesTheTrail() {
        session(alice, "hash of the token of alice");
        root.execute("UPDATE users SET password_hash = 'another hash' WHERE id = ?", alice);
        root.execute("UPDATE sessions SET session_token_hash = 'another token'");
        root.execute("DELETE FROM sessions");
        root.execute("DELETE FROM users WHERE id = ?", alice);
        assertThat(count("audit_logs WHERE table_name IN ('users', 'sessions')"))
                .isEqualTo(10);
        assertThat(count("audit_logs a WHERE a::text LIKE '%hash%' OR a::text LIKE '%token%'"))
                .isZero();
    }

    @Test
    void m17AnAttributeNameIsTakenOnceOnAnObjectAndHoldsAnyJson() {
        UUID lamp = object("thing", "lamp", alice);
        String insert = "INSERT INTO attributes (object_id, name, value) VALUES (?, ?, ?::jsonb)";
        int n = 0;
        for (String json : new String[] {"\"text\"", "17", "true", "null", "[1, 2]", "{\"text\": \"me|#12\"}", null}) {
            root.execute(insert, lamp, "a" + n++, json);
        }
        assertThat(SqlState.of(() -> root.execute(insert, lamp, "a0", "1"))).isEqualTo(SqlState.UNIQUE);
        root.execute(insert, object("thing", "box", alice), "a0", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "objects", "attributes", "attribute_definitions", "channels"})
    void c06UpdatedAtMovesWhateverTheStatementSays(String table) {
        fillEveryTable();
        Map<String, Object> before = root.select("SELECT created_at, updated_at FROM " + table + " LIMIT 1")
                .mapToMap()
                .one();
        root.execute("UPDATE " + table + " SET updated_at = '2001-01-01'");
        Map<String, Object> after = root.select("SELECT created_at, updated_at FROM " + table + " LIMIT 1")
                .mapToMap()
                .one();
        assertThat(after.get("created_at")).isEqualTo(before.get("created_at"));
        assertThat((Timestamp) after.get("updated_at")).isAfter((Timestamp) before.get("updated_at"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE users SET user_class = ?::user_class_enum|guest visitor group citizen pcitizen guide official builder admin director",
                "UPDATE objects SET object_type = ?::object_type_enum|room thing exit player",
                "UPDATE messages SET message_type = ?::message_type_enum|say pose page mail channel announce",
                "UPDATE power_grants SET level = ?::power_level_enum|yes yes-if-equal yes-if-less",
                "INSERT INTO audit_logs (table_name, action) VALUES ('t', ?)|INSERT UPDATE DELETE",
                "UPDATE import_runs SET state = ?|running finished failed undone",
                "UPDATE import_findings SET severity = ?|error warning info",
                "UPDATE import_deferred_objects SET kind = ?|constraint index trigger force_row_security closed"
            })
    void c07ClosedListsTakeTheirValuesAndNoOther(String list) {
        fillEveryTable();
        String statement = list.substring(0, list.indexOf('|'));
        String[] values = list.substring(list.indexOf('|') + 1).split(" ", -1);
        for (String value : values) {
            root.execute(statement, value);
        }
        String otherCase = values[0].equals("INSERT") ? "insert" : values[0].toUpperCase(Locale.ROOT);
        for (String value : List.of("", otherCase, values[0] + " ", "no such value")) {
            assertThat(SqlState.of(() -> root.execute(statement, value)))
                    .as(value)
                    .isIn(SqlState.CHECK, SqlState.NO_ENUM_VALUE);
        }
    }

    @Test
    void c09RulesOnColumnsHold() {
        String user = "INSERT INTO users (username, email, password_hash, powers) VALUES (?, ?, ?, ?::text[])";
        assertThat(SqlState.of(() -> root.execute(user, "", null, "x", "{}"))).isEqualTo(SqlState.CHECK);
        assertThat(SqlState.of(() -> root.execute(user, " \t", null, "x", "{}")))
                .isEqualTo(SqlState.CHECK);
        assertThat(SqlState.of(() -> root.execute(user, null, null, "x", "{}"))).isEqualTo(SqlState.NOT_NULL);
        assertThat(SqlState.of(() -> root.execute(user, "zoe", null, null, "{}")))
                .isEqualTo(SqlState.NOT_NULL);
        for (String address : List.of("", "zoe", "@", "zoe@", "a b@c", "a@b@c")) {
            assertThat(SqlState.of(() -> root.execute(user, "zoe", address, "x", "{}")))
                    .as(address)
                    .isEqualTo(SqlState.CHECK);
        }
        for (String powers : List.of("{NULL}", "{\"\"}", "{boot,\" \"}", "{\" \",boot}", "{boot,NULL,free}")) {
            assertThat(SqlState.of(() -> root.execute(user, "zoe", null, "x", powers)))
                    .as(powers)
                    .isEqualTo(SqlState.CHECK);
        }
        root.execute(user, "zo", null, "x", "{boot,\"free money\"}");
        root.execute(user, "zp", "zoe@example.org", "x", null);
        assertThat(SqlState.of(() -> object("thing", "\n ", null))).isEqualTo(SqlState.CHECK);
        assertThat(SqlState.of(() -> root.execute(
                        "INSERT INTO sessions (user_id, session_token_hash, expires_at) VALUES (?, 't', now() - interval '1 day')",
                        alice)))
                .isEqualTo(SqlState.CHECK);
        String definition = "INSERT INTO attribute_definitions (number, name) VALUES (7, 'sex')";
        root.execute(definition);
        assertThat(SqlState.of(() -> root.execute(definition)))
                .as("a built-in number is taken once")
                .isEqualTo(SqlState.UNIQUE);
    }

    @Test
    void anUnfinishedImportShowsInTheStatus() {
        fillEveryTable();
        SchemaStatus status = installed.schema().status();
        assertThat(status.unfinishedImports())
                .extracting(UnfinishedImport::source)
                .containsExactly("harbour.mdb");
    }

    private void assertAudited(String table, String values, String change) {
        UUID id = root.select("INSERT INTO " + table + " " + values + " RETURNING id")
                .mapTo(UUID.class)
                .one();
        root.execute("UPDATE " + table + " SET " + change + " WHERE id = ?", id);
        root.execute("DELETE FROM " + table + " WHERE id = ?", id);
        List<String> trail = root.select(
                        "SELECT action || (old_data IS NULL) || (new_data IS NULL)"
                                + " || (coalesce(new_data, old_data) ->> 'id' = record_id::text) || (changed_at > now() - interval '1 minute')"
                                + " FROM audit_logs WHERE table_name = ? AND record_id = ? ORDER BY changed_at, action = 'DELETE', action = 'UPDATE'",
                        table,
                        id)
                .mapTo(String.class)
                .list();
        assertThat(trail)
                .as(table)
                .containsExactly("INSERTtruefalsetruetrue", "UPDATEfalsefalsetruetrue", "DELETEfalsetruetruetrue");
    }
}
