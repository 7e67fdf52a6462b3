package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** Who may see and change what, tried by a login that is neither superuser nor owner. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibemuseRowSecurityIT extends VibemuseBehaviour {
    @Test
    void m11RowSecurityIsOnAndForcedEverywhere() {
        assertThat(root.select(
                                "SELECT relname FROM pg_class WHERE relnamespace = 'vibemuse'::regnamespace AND relkind = 'r'"
                                        + " AND relname NOT LIKE 'databasechangelog%' AND NOT (relrowsecurity AND relforcerowsecurity)")
                        .mapTo(String.class)
                        .list())
                .isEmpty();
        assertThat(root.select(
                                "SELECT rolsuper OR rolbypassrls OR pg_has_role(rolname, 'pg_read_all_data', 'usage') FROM pg_roles"
                                        + " WHERE rolname = ?",
                                installed
                                        .nobody()
                                        .select("SELECT current_user")
                                        .mapTo(String.class)
                                        .one())
                        .mapTo(boolean.class)
                        .one())
                .as("the login of these tests is bound by row security")
                .isFalse();
    }

    @Test
    void m11ForceBindsAPlainOwnerToo() {
        boolean plain = installer == Installer.PLAIN_OWNER;
        fillEveryTable();
        Handle owner = installed.owner();
        assertThat(owner.select(
                                "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
                        .mapTo(boolean.class)
                        .one())
                .isEqualTo(!plain);
        assertThat(owner.select("SELECT count(*) FROM objects")
                        .mapTo(long.class)
                        .one())
                .isEqualTo(plain ? 0 : 1);
        assertThat(owner.execute("UPDATE users SET online_status = true")).isEqualTo(plain ? 0 : 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nobody", "00000000-0000-0000-0000-00000000000", "{}", "'; --"})
    void m11WithoutAUserNothingShowsButTheWorld(String context) {
        fillEveryTable();
        for (Handle handle : List.of(installed.nobody(), installed.with(context))) {
            for (String table : tablesTheApplicationMayRead()) {
                long rows = handle.select("SELECT count(*) FROM " + table)
                        .mapTo(long.class)
                        .one();
                assertThat(rows).as(table).isEqualTo(table.equals("objects") ? 1 : 0);
            }
            assertThat(SqlState.of(
                            () -> handle.execute("INSERT INTO objects (name, object_type) VALUES ('x', 'thing')")))
                    .isEqualTo(SqlState.REFUSED);
            assertThat(handle.execute("UPDATE objects SET name = 'x'")).isZero();
        }
    }

    @Test
    void m12UsersSeeTheirOwnRowAndTheOthersInTheDirectory() {
        Handle asAlice = installed.as(alice);
        assertThat(asAlice.select("SELECT password_hash FROM users")
                        .mapTo(String.class)
                        .list())
                .containsExactly("hash of alice");
        assertThat(asAlice.select("SELECT username FROM user_directory ORDER BY username")
                        .mapTo(String.class)
                        .list())
                .containsExactly("ada", "alice", "bea", "bob", "carol");
        assertThat(asAlice.select("SELECT * FROM user_directory").mapToMap().first())
                .doesNotContainKeys("email", "password_hash", "powers", "profile");
        assertThat(SqlState.of(() -> asAlice.execute("UPDATE user_directory SET username = 'x'")))
                .isEqualTo(SqlState.REFUSED);
    }

    @Test
    void m12UsersChangeTheirOwnRowAndNotTheirRank() {
        Handle asAlice = installed.as(alice);
        assertThat(asAlice.execute("UPDATE users SET email = 'new@example.org', online_status = true"))
                .isEqualTo(1);
        assertThat(asAlice.execute("UPDATE users SET email = 'x@example.org' WHERE id = ?", bob))
                .isZero();
        for (String change : List.of(
                "user_class = 'director'",
                "powers = '{boot}'",
                "username = 'root'",
                "object_id = NULL",
                "id = gen_random_uuid()")) {
            assertThat(SqlState.of(() -> asAlice.execute("UPDATE users SET " + change + " WHERE id = ?", alice)))
                    .as(change)
                    .isEqualTo(SqlState.REFUSED);
        }
        assertThat(SqlState.of(
                        () -> asAlice.execute("INSERT INTO power_grants (user_id, power) VALUES (?, 'boot')", alice)))
                .isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> asAlice.execute("DELETE FROM users WHERE id = ?", bob)))
                .isEqualTo(SqlState.REFUSED);
    }

    @Test
    void m13ObjectsBelongToTheirOwnersAndBuilders() {
        UUID lamp = object("thing", "lamp", alice);
        UUID box = object("thing", "box", bob);
        Handle asBob = installed.as(bob);
        assertThat(asBob.execute("UPDATE objects SET name = 'mine' WHERE id = ?", lamp))
                .isZero();
        assertThat(asBob.execute("DELETE FROM objects WHERE id = ?", lamp)).isZero();
        assertThat(SqlState.of(() -> asBob.execute(
                        "INSERT INTO objects (name, object_type, owner_id) VALUES ('x', 'thing', ?)", alice)))
                .isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> asBob.execute("UPDATE objects SET owner_id = ? WHERE id = ?", alice, box)))
                .isEqualTo(SqlState.REFUSED);
        assertThat(asBob.execute("UPDATE objects SET name = 'chest' WHERE id = ?", box))
                .isEqualTo(1);
        assertThat(installed.as(builder).execute("UPDATE objects SET name = 'lantern' WHERE id = ?", lamp))
                .isEqualTo(1);
        assertThat(asBob.execute("DELETE FROM objects WHERE id = ?", box)).isEqualTo(1);
    }

    @Test
    void m13AttributesBelongToTheOwnerOfTheirObject() {
        UUID lamp = object("thing", "lamp", alice);
        UUID box = object("thing", "box", bob);
        Handle asAlice = installed.as(alice);
        asAlice.execute("INSERT INTO attributes (object_id, name, value) VALUES (?, 'fuel', '3')", lamp);
        Handle asBob = installed.as(bob);
        assertThat(asBob.execute("UPDATE attributes SET value = '0'")).isZero();
        assertThat(asBob.execute("DELETE FROM attributes")).isZero();
        assertThat(SqlState.of(() -> asBob.execute("INSERT INTO attributes (object_id, name) VALUES (?, 'x')", lamp)))
                .isEqualTo(SqlState.REFUSED);
        asBob.execute("INSERT INTO attributes (object_id, name) VALUES (?, 'size')", box);
        assertThat(SqlState.of(
                        () -> asBob.execute("UPDATE attributes SET object_id = ? WHERE object_id = ?", lamp, box)))
                .isEqualTo(SqlState.REFUSED);
        assertThat(asAlice.execute("UPDATE attributes SET value = '2' WHERE name = 'fuel'"))
                .isEqualTo(1);
        assertThat(installed.as(admin).execute("DELETE FROM attributes WHERE name = 'fuel'"))
                .isEqualTo(1);
    }

    @Test
    void m13OnlyAnAdminChangesOwnersAndWhatOthersObjectsAre() {
        UUID key = object("thing", "key", admin);
        UUID own = object("thing", "hammer", builder);
        root.execute(
                "INSERT INTO attributes (object_id, name, value, flags) VALUES (?, 'safe', '\"0000\"', '{dark}')", key);
        Handle asBea = installed.as(builder);
        assertThat(asBea.execute("UPDATE objects SET name = 'rusty key', description = 'Old.' WHERE id = ?", key))
                .isEqualTo(1);
        for (String change : List.of(
                "owner_id = '" + builder + "'",
                "owner_id = NULL",
                "flags = '{INHERIT_POWERS}'",
                "object_type = 'room'",
                "history_open = true",
                "id = gen_random_uuid()")) {
            assertThat(SqlState.of(() -> asBea.execute("UPDATE objects SET " + change + " WHERE id = ?", key)))
                    .as(change)
                    .isEqualTo(SqlState.REFUSED);
        }
        assertThat(SqlState.of(() -> asBea.execute("UPDATE objects SET owner_id = ? WHERE id = ?", admin, own)))
                .as("nor is an object put upon somebody")
                .isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> asBea.execute(
                        "INSERT INTO objects (name, object_type, owner_id) VALUES ('gift', 'thing', ?)", admin)))
                .isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> asBea.execute(
                        "INSERT INTO object_parents (object_id, parent_id, position) VALUES (?, ?, 0)", key, own)))
                .as("an object runs what it inherits")
                .isEqualTo(SqlState.REFUSED);
        assertThat(asBea.execute("UPDATE objects SET flags = '{STICKY}', object_type = 'room' WHERE id = ?", own))
                .isEqualTo(1);
        assertThat(asBea.select("SELECT name FROM attributes")
                        .mapTo(String.class)
                        .list())
                .as("nothing hidden; the description that she wrote is an attribute too")
                .containsExactly("Desc");
        assertThat(installed
                        .as(admin)
                        .execute("UPDATE objects SET owner_id = ?, flags = '{}' WHERE id = ?", alice, own))
                .isEqualTo(1);
    }

    @Test
    void m13HiddenAttributesShowToTheOwnerAndToAdmins() {
        UUID lamp = object("thing", "lamp", alice);
        for (String flags : List.of("", "osee", "dark", "wizard", "wizard,osee", "dark,osee", "inherit")) {
            root.execute(
                    "INSERT INTO attributes (object_id, name, flags) VALUES (?, ?, ?::text[])",
                    lamp,
                    "a " + flags,
                    "{" + flags + "}");
        }
        String names = "SELECT name FROM attributes ORDER BY name";
        assertThat(installed.as(bob).select(names).mapTo(String.class).list())
                .containsExactlyInAnyOrder("a ", "a osee", "a wizard,osee", "a inherit");
        assertThat(installed.as(alice).select(names).mapTo(String.class).list()).hasSize(7);
        assertThat(installed.as(admin).select(names).mapTo(String.class).list()).hasSize(7);
    }

    @Test
    void m14AMessageIsForItsSenderAndItsRecipient() {
        Handle asAlice = installed.as(alice);
        String send =
                "INSERT INTO messages (sender_id, recipient_id, message_type, content) VALUES (?, ?, 'page', 'psst')";
        asAlice.execute(send, alice, bob);
        String read = "SELECT content FROM messages";
        assertThat(asAlice.select(read).mapTo(String.class).list()).containsExactly("psst");
        assertThat(installed.as(bob).select(read).mapTo(String.class).list()).containsExactly("psst");
        assertThat(installed.as(carol).select(read).mapTo(String.class).list()).isEmpty();
        assertThat(SqlState.of(() -> installed.as(carol).execute(send, alice, bob)))
                .isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> installed.as(bob).execute("UPDATE messages SET content = 'x'")))
                .isEqualTo(SqlState.REFUSED);
        assertThat(asAlice.execute("UPDATE messages SET read_at = now()"))
                .as("the sender cannot read for the recipient")
                .isZero();
        assertThat(installed.as(bob).execute("UPDATE messages SET read_at = now()"))
                .isEqualTo(1);
    }

    @Test
    void m14RoomAndChannelTrafficIsForThoseWhoAreThere() {
        UUID room = object("room", "hall", builder);
        UUID channel = root.select("INSERT INTO channels (name) VALUES ('chat') RETURNING id")
                .mapTo(UUID.class)
                .one();
        root.execute("UPDATE users SET current_location = ? WHERE id IN (?, ?)", room, alice, bob);
        installed
                .as(alice)
                .execute("INSERT INTO channel_subscriptions (channel_id, user_id) VALUES (?, ?)", channel, alice);
        installed
                .as(bob)
                .execute("INSERT INTO channel_subscriptions (channel_id, user_id) VALUES (?, ?)", channel, bob);
        installed
                .as(carol)
                .execute(
                        "INSERT INTO channel_subscriptions (channel_id, user_id, active) VALUES (?, ?, false)",
                        channel,
                        carol);
        Handle asAlice = installed.as(alice);
        asAlice.execute(
                "INSERT INTO messages (sender_id, room_id, message_type, content) VALUES (?, ?, 'say', 'in the hall')",
                alice,
                room);
        asAlice.execute(
                "INSERT INTO messages (sender_id, channel_id, message_type, content) VALUES (?, ?, 'channel', 'on chat')",
                alice,
                channel);
        asAlice.execute(
                "INSERT INTO messages (sender_id, recipient_id, room_id, message_type, content) VALUES (?, ?, ?, 'page', 'whisper')",
                alice,
                carol,
                room);
        String read = "SELECT content FROM messages ORDER BY content";
        assertThat(installed.as(bob).select(read).mapTo(String.class).list()).containsExactly("in the hall", "on chat");
        assertThat(installed.as(carol).select(read).mapTo(String.class).list()).containsExactly("whisper");
        assertThat(SqlState.of(() -> installed
                        .as(bob)
                        .execute(
                                "INSERT INTO channel_subscriptions (channel_id, user_id) VALUES (?, ?)",
                                channel,
                                alice)))
                .isEqualTo(SqlState.REFUSED);
    }

    @Test
    void m15SessionsAreTheirUsersOwn() {
        Handle asAlice = installed.as(alice);
        asAlice.execute(
                "INSERT INTO sessions (user_id, session_token_hash, expires_at) VALUES (?, 't', now() + interval '1 hour')",
                alice);
        Handle asBob = installed.as(bob);
        assertThat(asBob.select("SELECT count(*) FROM sessions")
                        .mapTo(long.class)
                        .one())
                .isZero();
        assertThat(asBob.execute("UPDATE sessions SET last_activity = now()")).isZero();
        assertThat(asBob.execute("DELETE FROM sessions")).isZero();
        assertThat(SqlState.of(() -> asBob.execute(
                        "INSERT INTO sessions (user_id, session_token_hash, expires_at) VALUES (?, 'u', now() + interval '1 hour')",
                        alice)))
                .isEqualTo(SqlState.REFUSED);
        assertThat(asAlice.execute("UPDATE sessions SET last_activity = now()")).isEqualTo(1);
        assertThat(asAlice.execute("DELETE FROM sessions")).isEqualTo(1);
    }

    @Test
    void m16TheTrailIsForAdminsAndDirectors() {
        UUID director = user("dirk", "director");
        String read = "SELECT count(*) FROM audit_logs";
        assertThat(installed.as(alice).select(read).mapTo(long.class).one()).isZero();
        assertThat(installed.as(builder).select(read).mapTo(long.class).one()).isZero();
        assertThat(installed.as(admin).select(read).mapTo(long.class).one()).isEqualTo(6);
        assertThat(installed.as(director).select(read).mapTo(long.class).one()).isEqualTo(6);
    }

    /** Nobody but a superuser sees that people wrote to each other, and nobody sees what. */
    @Test
    void m16TheTrailHidesWhatPoliciesHide() {
        installed
                .as(alice)
                .execute(
                        "INSERT INTO messages (sender_id, recipient_id, message_type, content, metadata)"
                                + " VALUES (?, ?, 'mail', 'private', '{\"subject\": \"private\"}')",
                        alice,
                        bob);
        installed.as(bob).execute("UPDATE messages SET read_at = now()");
        root.execute("UPDATE messages SET content = 'private too'");
        root.execute("DELETE FROM messages");
        installed
                .as(alice)
                .execute("UPDATE users SET email = 'private@example.org', profile = '{\"phone\": \"private\"}'");
        installed
                .as(alice)
                .execute(
                        "INSERT INTO sessions (user_id, session_token_hash, expires_at, ip_address, user_agent)"
                                + " VALUES (?, 'private', now() + interval '1 day', '192.0.2.7', 'private')",
                        alice);
        root.execute("DELETE FROM sessions");
        assertThat(count("audit_logs WHERE table_name = 'messages'")).isEqualTo(4);
        assertThat(
                        count(
                                "audit_logs a WHERE a::text LIKE '%private%' OR a::text LIKE '%192.0.2.7%' OR a::text LIKE '%@%'"))
                .isZero();
        assertThat(installed
                        .as(admin)
                        .select("SELECT DISTINCT table_name FROM audit_logs")
                        .mapTo(String.class)
                        .list())
                .containsExactly("users");
    }

    @Test
    void m11AnIdThatBelongsToNobodyIsNobody() {
        fillEveryTable();
        Handle stranger = installed.as(UUID.fromString("33333333-3333-4333-8333-333333333333"));
        for (String table : tablesTheApplicationMayRead()) {
            long rows = stranger.select("SELECT count(*) FROM " + table)
                    .mapTo(long.class)
                    .one();
            assertThat(rows).as(table).isEqualTo(table.equals("objects") ? 1 : 0);
        }
    }

    @Test
    void m16LegacyRowsAndImportsAreForAdminsAndTheOwnerKeepsTheBooks() {
        fillEveryTable();
        for (String table : List.of(
                "legacy_objects", "import_runs", "import_batches", "import_findings", "import_deferred_objects")) {
            assertThat(installed
                            .as(alice)
                            .select("SELECT count(*) FROM " + table)
                            .mapTo(long.class)
                            .one())
                    .as(table)
                    .isZero();
            assertThat(installed
                            .as(admin)
                            .select("SELECT count(*) FROM " + table)
                            .mapTo(long.class)
                            .one())
                    .as(table)
                    .isEqualTo(1);
            assertThat(SqlState.of(() -> installed.as(admin).execute("DELETE FROM " + table)))
                    .as(table)
                    .isEqualTo(SqlState.REFUSED);
        }
        Handle owner = installed.owner();
        assertThat(owner.execute("UPDATE import_runs SET state = 'failed'")).isEqualTo(1);
        assertThat(owner.execute("DELETE FROM import_runs")).isEqualTo(1);
        assertThat(count("import_batches") + count("import_findings") + count("import_deferred_objects"))
                .isZero();
    }

    private List<String> tablesTheApplicationMayRead() {
        return root.select(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'vibemuse'::regnamespace AND relkind IN ('r', 'v')"
                                + " AND has_any_column_privilege('vibemuse_app', oid, 'SELECT') ORDER BY relname")
                .mapTo(String.class)
                .list();
    }
}
