package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** What users hear in rooms and on channels, from when on, and what they can say there. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibemuseHearingIT extends VibemuseBehaviour {
    private static final String SAY =
            "INSERT INTO messages (sender_id, room_id, message_type, content) VALUES (?, ?, 'say', ?)";
    private static final String TALK =
            "INSERT INTO messages (sender_id, channel_id, message_type, content) VALUES (?, ?, 'channel', ?)";
    private static final String GO = "UPDATE users SET current_location = ?";
    private static final String JOIN =
            "INSERT INTO channel_subscriptions (channel_id, user_id, active) VALUES (?, ?, ?)";

    private Handle asAlice;
    private Handle asBob;
    private UUID hall;
    private UUID street;

    /** Alice is in her hall; Bob is in the street, from which an exit leads there. */
    @BeforeEach
    void settle() {
        asAlice = installed.as(alice);
        asBob = installed.as(bob);
        hall = object("room", "hall", alice);
        street = object("room", "street", admin);
        UUID door = object("exit", "door", alice);
        root.execute("UPDATE objects SET location_id = ?, destination_id = ? WHERE id = ?", street, hall, door);
        root.execute("UPDATE objects SET flags = '{JUMP_OK}' WHERE id = ?", street);
        root.execute(GO + " WHERE id = ?", hall, alice);
        root.execute(GO + " WHERE id = ?", street, bob);
    }

    private List<String> heardBy(Handle user) {
        return user.select("SELECT content FROM messages ORDER BY created_at")
                .mapTo(String.class)
                .list();
    }

    private UUID channel(boolean closed) {
        return asAlice.select(
                        "INSERT INTO channels (name, owner_id, closed) VALUES (gen_random_uuid(), ?, ?) RETURNING id",
                        alice,
                        closed)
                .mapTo(UUID.class)
                .one();
    }

    @Test
    void m14WhatIsHeardInARoomBeginsWithTheArrival() {
        asAlice.execute(SAY, alice, hall, "before");
        assertThat(asBob.execute(GO, hall)).isEqualTo(1);
        assertThat(heardBy(asBob)).isEmpty();
        asAlice.execute(SAY, alice, hall, "while he is here");
        assertThat(heardBy(asBob)).containsExactly("while he is here");
        asBob.execute("UPDATE users SET current_location = ?, online_status = true", hall);
        assertThat(heardBy(asBob)).as("staying is no arrival").hasSize(1);
        asBob.execute(GO, street);
        assertThat(heardBy(asBob)).isEmpty();
        asAlice.execute(SAY, alice, hall, "while he is away");
        asBob.execute(GO, hall);
        assertThat(heardBy(asBob)).as("and a return is one").isEmpty();
        assertThat(SqlState.of(() -> asBob.execute("UPDATE users SET arrived_at = '-infinity'")))
                .isEqualTo(SqlState.REFUSED);
    }

    /** {@code now()} would be the beginning of the transaction, which the attacker chooses. */
    @Test
    void m14ATransactionThatWasOpenBeforeDoesNotMakeTheArrivalEarlier() {
        asBob.begin();
        asBob.select("SELECT now()").mapTo(String.class).one();
        asAlice.execute(SAY, alice, hall, "before");
        asBob.execute(GO, hall);
        assertThat(heardBy(asBob)).isEmpty();
        asBob.commit();
        assertThat(heardBy(asBob)).isEmpty();
    }

    @Test
    void m14AHistoryIsOpenToNewcomersOnlyForWhatWasSaidWhileItWas() {
        asAlice.execute(SAY, alice, hall, "in confidence");
        asAlice.execute("UPDATE objects SET history_open = true WHERE id = ?", hall);
        asAlice.execute(SAY, alice, hall, "for all to read");
        asBob.execute(GO, hall);
        assertThat(heardBy(asBob)).containsExactly("for all to read");

        UUID channel = channel(false);
        asAlice.execute(JOIN, channel, alice, true);
        asAlice.execute(TALK, alice, channel, "among us");
        asAlice.execute("UPDATE channels SET history_open = true WHERE id = ?", channel);
        asAlice.execute(TALK, alice, channel, "to the world");
        asBob.execute(JOIN, channel, bob, true);
        assertThat(heardBy(asBob)).containsExactly("for all to read", "to the world");
    }

    @Test
    void m14WhatIsHeardOnAChannelBeginsWithJoiningIt() {
        UUID chat = channel(false);
        UUID news = channel(false);
        asAlice.execute(JOIN, chat, alice, true);
        asAlice.execute(JOIN, news, alice, true);
        asBob.execute(JOIN, chat, bob, true);
        asAlice.execute(TALK, alice, chat, "heard");
        asAlice.execute(TALK, alice, news, "missed");
        asBob.execute(JOIN, news, bob, true);
        assertThat(heardBy(asBob)).as("one channel's date is not the other's").containsExactly("heard");
        asBob.execute("UPDATE channel_subscriptions SET active = false WHERE channel_id = ?", chat);
        assertThat(heardBy(asBob)).isEmpty();
        asAlice.execute(TALK, alice, chat, "while he does not listen");
        asBob.execute("UPDATE channel_subscriptions SET active = true, alias = 'c' WHERE channel_id = ?", chat);
        assertThat(heardBy(asBob)).isEmpty();
        for (String change : List.of("joined_at = NULL", "channel_id = '" + news + "'", "created_at = now()")) {
            assertThat(SqlState.of(() -> asBob.execute("UPDATE channel_subscriptions SET " + change)))
                    .as(change)
                    .isEqualTo(SqlState.REFUSED);
        }
    }

    @Test
    void m14AClosedChannelIsJoinedByInvitation() {
        UUID channel = channel(true);
        for (boolean active : List.of(true, false)) {
            assertThat(SqlState.of(() -> asBob.execute(JOIN, channel, bob, active)))
                    .isEqualTo(SqlState.REFUSED);
            assertThat(SqlState.of(() -> installed.as(admin).execute(JOIN, channel, admin, active)))
                    .as("an admin takes the channel over first, which the trail shows")
                    .isEqualTo(SqlState.REFUSED);
        }
        assertThat(SqlState.of(() -> asAlice.execute(JOIN, channel, bob, true)))
                .as("nobody is made to listen")
                .isEqualTo(SqlState.REFUSED);
        asAlice.execute(JOIN, channel, alice, true);
        asAlice.execute(JOIN, channel, bob, false);
        asAlice.execute(TALK, alice, channel, "is he here yet?");
        assertThat(asBob.execute("UPDATE channel_subscriptions SET active = true WHERE channel_id = ?", channel))
                .isEqualTo(1);
        asAlice.execute(TALK, alice, channel, "hello");
        assertThat(heardBy(asBob)).containsExactly("hello");
        assertThat(asAlice.execute("DELETE FROM channel_subscriptions WHERE user_id = ?", bob))
                .isEqualTo(1);
        assertThat(heardBy(asBob)).isEmpty();
        assertThat(SqlState.of(() -> asBob.execute(JOIN, channel, bob, true))).isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> asBob.execute(JOIN, channel, carol, false)))
                .isEqualTo(SqlState.REFUSED);
    }

    @Test
    void m14UsersSpeakWhereTheyAre() {
        UUID channel = channel(false);
        assertThat(SqlState.of(() -> asBob.execute(SAY, bob, hall, "boo"))).isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> asBob.execute(TALK, bob, channel, "boo"))).isEqualTo(SqlState.REFUSED);
        asBob.execute(JOIN, channel, bob, false);
        assertThat(SqlState.of(() -> asBob.execute(TALK, bob, channel, "boo"))).isEqualTo(SqlState.REFUSED);
        asBob.execute("UPDATE channel_subscriptions SET active = true");
        assertThat(asBob.execute(TALK, bob, channel, "hello")).isEqualTo(1);
        assertThat(asBob.execute(SAY, bob, street, "hello")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "read_at"})
    void m14TheSenderSetsNoDate(String column) {
        String send = "INSERT INTO messages (sender_id, recipient_id, message_type, content, " + column
                + ") VALUES (?, ?, 'page', 'psst', '2001-01-01')";
        assertThat(SqlState.of(() -> asBob.execute(send, bob, alice))).isEqualTo(SqlState.REFUSED);
    }

    @Test
    void m14TheDateOfAMessageIsThatOfTheClock() {
        asBob.begin();
        String began = asBob.select("SELECT now()").mapTo(String.class).one();
        root.select("SELECT pg_sleep(0.01)").mapTo(String.class).one();
        asBob.execute(SAY, bob, street, "late");
        asBob.commit();
        assertThat(count("messages WHERE created_at > ?::timestamptz + interval '0.01 s'", began))
                .isEqualTo(1);
        for (String column : List.of("audience_until", "position")) {
            String value = column.equals("position") ? "1" : "'infinity'";
            String send = "INSERT INTO messages (sender_id, room_id, message_type, content, " + column
                    + ") VALUES (?, ?, 'say', 'x', " + value + ")";
            assertThat(SqlState.of(() -> asBob.execute(send, bob, street)))
                    .as(column)
                    .isEqualTo(SqlState.REFUSED);
        }
    }

    @Test
    void m14ToAnnounceTakesAPower() {
        String announce = "INSERT INTO messages (sender_id, message_type, content) VALUES (?, 'announce', 'Fire!')";
        assertThat(SqlState.of(() -> asBob.execute(announce, bob))).isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> installed.as(builder).execute(announce, builder)))
                .isEqualTo(SqlState.REFUSED);
        root.execute("INSERT INTO power_grants (user_id, power) VALUES (?, 'Announce')", bob);
        assertThat(asBob.execute(announce, bob)).isEqualTo(1);
        assertThat(installed.as(admin).execute(announce, admin)).isEqualTo(1);
    }

    /** What others said before is not even read, however much it is. */
    @Test
    void c10TheHistoryThatIsNotHeardCostsNothing() {
        UUID channel = channel(false);
        asBob.execute(GO, hall);
        asBob.execute(JOIN, channel, bob, true);
        root.execute("SET session_replication_role TO replica");
        for (String column : List.of("room_id", "channel_id")) {
            root.execute(
                    "INSERT INTO messages (sender_id, " + column + ", message_type, content, audience_until)"
                            + " SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN ? ELSE md5((n % 1000)::text)::uuid END, 'say',"
                            + " repeat('long ago ', 20), now() - n * interval '1 minute' - interval '1 hour'"
                            + " FROM generate_series(1, 20000) n",
                    column.equals("room_id") ? hall : channel);
        }
        root.execute("RESET session_replication_role");
        root.execute("ANALYZE messages");
        asAlice.execute(SAY, alice, hall, "now");
        assertThat(heardBy(asBob)).containsExactly("now");
        Blocks.few(asBob, "SELECT * FROM messages");
        Blocks.few(asBob, "SELECT count(*) FROM messages");
    }
}
