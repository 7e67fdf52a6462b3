package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;

/** What the tables of the schema promise. Events have a class of their own. */
class VirtubarBehavioursIT extends VirtubarBehaviour {
    @Test
    void c09WhatMustBeThereIsThere() {
        for (String column : List.of("name", "theme", "capacity", "region", "is_private")) {
            assertThat(refusal("UPDATE rooms SET " + column + " = NULL"))
                    .as(column)
                    .isEqualTo(SqlState.NOT_NULL);
        }
        assertThat(row(root, "profiles WHERE user_id = ?", ANN))
                .containsEntry("locale", "en")
                .containsEntry("privacy_level", "public");
        assertThat(row(root, "reports")).containsEntry("status", "open");
        assertThat(row(root, "inventory_items")).containsEntry("active", true);
        assertThat(row(root, "rooms")).containsEntry("is_private", false);
    }

    @Test
    void b01AddressesAndAccountsOfProvidersAreTakenOnce() {
        user();
        user();
        assertThat(count("users WHERE email IS NULL")).isEqualTo(3);
        assertThat(refusal("UPDATE users SET email = 'ann@example.org' WHERE id = ?", BEN))
                .isEqualTo(SqlState.UNIQUE);
        for (String email : List.of("Ann@Example.org", "ANN@EXAMPLE.ORG")) {
            assertThat(refusal("UPDATE users SET email = ? WHERE id = ?", email, BEN))
                    .isEqualTo(SqlState.UNIQUE);
            assertThat(refusal("INSERT INTO users (auth_provider, email) VALUES ('email', ?)", email))
                    .isEqualTo(SqlState.UNIQUE);
        }
        assertThat(refusal("INSERT INTO users (auth_provider, auth_provider_user_id) VALUES ('google', '1')"))
                .isEqualTo(SqlState.UNIQUE);
        root.execute("INSERT INTO users (auth_provider, auth_provider_user_id) VALUES ('facebook', '1')");
    }

    @Test
    void b02AUserHasOneProfileAndNoTwoHaveTheSameName() {
        assertThat(refusal("INSERT INTO profiles (user_id, display_name) VALUES (?, 'Anna')", ANN))
                .isEqualTo(SqlState.UNIQUE);
        assertThat(refusal("UPDATE profiles SET display_name = 'aNN' WHERE user_id = ?", BEN))
                .isEqualTo(SqlState.UNIQUE);
        assertThat(refusal("UPDATE profiles SET display_name = ' '")).isEqualTo(SqlState.CHECK);
    }

    @Test
    void b02ATakenNameGetsANumber() {
        Handle application = installed.nobody();
        assertThat(freeName(application, "Cleo")).isEqualTo("Cleo");
        assertThat(freeName(application, " aNN ")).isEqualTo("aNN#2");
        root.execute("INSERT INTO profiles (user_id, display_name) VALUES (?, 'ANN#2')", user());
        assertThat(freeName(application, "Ann")).isEqualTo("Ann#3");
    }

    @Test
    void b02TwoWhoWantTheSameNameAtOnceGetTwoNames() throws Exception {
        UUID first = user();
        UUID second = user();
        String insert = "INSERT INTO profiles (user_id, display_name) VALUES (?, unique_display_name(?))";
        Handle early = installed.nobody();
        Handle late = installed.nobody();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            early.begin();
            early.execute(insert, first, "Dora");
            Future<?> waiting = thread.submit(() -> late.execute(insert, second, "dora"));
            awaitLockWait(root);
            early.commit();
            waiting.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(row(root, "profiles WHERE user_id = ?", first)).containsEntry("display_name", "Dora");
        assertThat(row(root, "profiles WHERE user_id = ?", second)).containsEntry("display_name", "dora#2");
    }

    @Test
    void b03TwoPeopleAreFriendsOnce() {
        String insert = "INSERT INTO friendships (user_id, friend_user_id) VALUES (?, ?)";
        assertThat(refusal(insert, ANN, BEN)).isEqualTo(SqlState.UNIQUE);
        assertThat(refusal(insert, BEN, ANN)).as("the reverse pair").isEqualTo(SqlState.UNIQUE);
        assertThat(refusal(insert, ANN, ANN)).isEqualTo(SqlState.CHECK);
        root.execute(insert, ANN, user());
    }

    @Test
    void b04ARoomOfTheSystemHasNoMakerAndARoomOutlivesItsMaker() {
        root.execute("INSERT INTO rooms (name, theme, capacity, region) VALUES ('Lobby', 'dance', 500, 'asia-1')");
        assertThat(refusal("UPDATE rooms SET capacity = 0")).isEqualTo(SqlState.CHECK);
        root.execute("DELETE FROM reports");
        root.execute("DELETE FROM users WHERE id = ?", ANN);
        assertThat(row(root, "rooms WHERE id = ?", ROOM)).containsEntry("created_by", null);
    }

    @Test
    void b05AReportOutlivesItsRoomAndKeepsItsUsers() {
        root.execute(
                "INSERT INTO reports (reporter_user_id, reported_user_id, report_type) VALUES (?, ?, 'hate')",
                ANN,
                BEN);
        root.execute("DELETE FROM rooms");
        assertThat(count("reports WHERE room_id IS NULL")).isEqualTo(2);
        assertThat(count("room_memberships")).isZero();
        for (UUID user : List.of(ANN, BEN)) {
            assertThat(refusal("DELETE FROM users WHERE id = ?", user)).isEqualTo(SqlState.FOREIGN_KEY);
        }
        root.execute("UPDATE users SET status = 'deleted' WHERE id = ?", BEN);
        assertThat(refusal("UPDATE reports SET reported_user_id = reporter_user_id"))
                .isEqualTo(SqlState.CHECK);
    }

    @Test
    void b06AUserBlocksAnotherOnce() {
        String insert = "INSERT INTO blocks (blocker_user_id, blocked_user_id) VALUES (?, ?)";
        assertThat(refusal(insert, ANN, BEN)).isEqualTo(SqlState.UNIQUE);
        root.execute(insert, BEN, ANN);
        assertThat(refusal(insert, ANN, ANN)).isEqualTo(SqlState.CHECK);
    }

    @Test
    void b07AnItemSomebodyOwnsStaysAndADrinkIsBoughtAgain() {
        assertThat(refusal(
                        "INSERT INTO inventory_items (sku, type, name, price_cents) VALUES ('D-1', 'drink', 'x', 1)"))
                .isEqualTo(SqlState.UNIQUE);
        assertThat(refusal("UPDATE inventory_items SET price_cents = -1")).isEqualTo(SqlState.CHECK);
        root.execute("INSERT INTO user_inventory (user_id, item_id) VALUES (?, ?)", BEN, DRINK);
        assertThat(refusal("DELETE FROM inventory_items")).isEqualTo(SqlState.FOREIGN_KEY);
        root.execute("UPDATE inventory_items SET active = false");
    }

    @Test
    void b08NobodyIsInARoomTwice() {
        String join = "INSERT INTO room_memberships (room_id, user_id, join_source) VALUES (?, ?, 'direct')";
        root.execute("ALTER TABLE room_memberships DISABLE TRIGGER room_memberships_end_open_visit");
        assertThat(refusal(join, ROOM, BEN)).isEqualTo(SqlState.UNIQUE);
        root.execute("ALTER TABLE room_memberships ENABLE TRIGGER room_memberships_end_open_visit");
        assertThat(refusal("UPDATE room_memberships SET left_at = joined_at - interval '1 second'"))
                .isEqualTo(SqlState.CHECK);
        root.execute("UPDATE room_memberships SET left_at = joined_at");
        root.execute(join, ROOM, BEN);
        root.execute(join, ROOM, ANN);
        assertThat(count("room_memberships WHERE left_at IS NULL")).isEqualTo(2);
    }

    @Test
    void b08WhoCrashedJoinsAgainAndTheVisitLeftOpenEndsThen() {
        String join = "INSERT INTO room_memberships (room_id, user_id, joined_at, left_at, join_source)"
                + " VALUES (?, ?, ?::timestamptz, ?::timestamptz, 'direct')";
        Handle application = installed.nobody();
        application.execute("UPDATE room_memberships SET joined_at = '2026-01-01 10:00Z'");
        application.execute(join, ROOM, BEN, "2026-01-01 11:00Z", null);
        assertThat(count("room_memberships WHERE left_at = '2026-01-01 11:00Z'"))
                .isEqualTo(1);
        application.execute(join, ROOM, BEN, "2026-01-01 09:00Z", null);
        assertThat(count("room_memberships WHERE left_at = joined_at"))
                .as("by a clock that is slow")
                .isEqualTo(1);
        application.execute(join, ROOM, BEN, "2025-01-01 11:00Z", "2025-01-01 12:00Z");
        assertThat(count("room_memberships WHERE left_at IS NULL"))
                .as("a visit that is over ends no other")
                .isEqualTo(1);
        application.execute(join, ROOM, ANN, "2026-01-01 11:00Z", null);
        assertThat(count("room_memberships WHERE left_at IS NULL")).isEqualTo(2);
    }

    @Test
    void b09ClosedListsTakeTheirValuesAndNoOther() {
        // One user each, for a pair of provider and number is taken once.
        assertClosed(root, "users", "auth_provider", "google", "facebook", "email");
        assertClosed(root, "users", "status", "active", "suspended", "deleted");
        assertClosed(root, "profiles", "privacy_level", "public", "limited");
        assertClosed(root, "rooms", "theme", "lounge", "dance", "sports");
        assertClosed(root, "room_memberships", "join_source", "matchmaking", "invite", "direct");
        assertClosed(root, "friendships", "status", "pending", "accepted");
        assertClosed(root, "reports", "report_type", "harassment", "spam", "hate", "other");
        assertClosed(root, "reports", "status", "open", "reviewing", "resolved");
        assertClosed(root, "inventory_items", "type", "cosmetic", "emote", "drink");
    }

    @Test
    void b09LocaleAndRegionAreOpen() {
        for (String locale : List.of("en", "he", "pt-BR", "zh_Hant", "gsw")) {
            root.execute("UPDATE profiles SET locale = ?", locale);
        }
        for (String region : List.of("eu", "me", "us-east-1")) {
            root.execute("UPDATE rooms SET region = ?", region);
        }
        assertThat(refusal("UPDATE profiles SET locale = 'English, please'")).isEqualTo(SqlState.CHECK);
        assertThat(refusal("UPDATE rooms SET region = ''")).isEqualTo(SqlState.CHECK);
    }

    @Test
    void b10AUserGoesWithWhatIsTheirs() {
        root.execute("DELETE FROM reports");
        root.execute("INSERT INTO blocks (blocker_user_id, blocked_user_id) VALUES (?, ?)", BEN, ANN);

        root.execute("DELETE FROM users WHERE id = ?", BEN);

        for (String gone : List.of("room_memberships", "friendships", "blocks", "user_inventory")) {
            assertThat(count(gone)).as(gone).isZero();
        }
        assertThat(count("profiles")).isEqualTo(1);
        assertThat(count("analytics_events WHERE user_id = ?", BEN)).isEqualTo(1);
    }

    @Test
    void b12WhatLivesForSecondsIsNotHere() {
        assertThat(root.select("SELECT column_name FROM information_schema.columns"
                                + " WHERE table_schema = current_schema() AND table_name IN ('users', 'rooms', 'profiles')"
                                + " AND column_name ~ 'presence|online|occup|member|heartbeat|last_seen|device'")
                        .mapTo(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void b13TheTriggerKeepsUpdatedAt() {
        for (String table : List.of("users", "profiles")) {
            var before = row(root, table + " ORDER BY created_at LIMIT 1");
            root.execute("UPDATE " + table + " SET updated_at = '2000-01-01'");
            assertThat(count(table + " WHERE updated_at > created_at AND created_at = ?", before.get("created_at")))
                    .as(table)
                    .isEqualTo(2);
        }
    }

    @Test
    void theApplicationReadsReportsAndMovesThemOnAndDeletesNone() {
        Handle application = installed.nobody();
        application.execute("UPDATE reports SET status = 'reviewing'");
        for (String statement : List.of(
                "UPDATE reports SET description = 'nothing happened'",
                "DELETE FROM reports",
                "DELETE FROM inventory_items",
                "SELECT create_analytics_partitions(1)")) {
            assertThat(SqlState.of(() -> application.execute(statement)))
                    .as(statement)
                    .isEqualTo(SqlState.REFUSED);
        }
    }

    @Test
    void phase1ComesAloneByItsLabelOrItsTagAndPhase2AfterIt() {
        MigrationRequest all = MigrationRequest.defaults();
        MigrationRequest byTag = new MigrationRequest(
                "phase1", null, false, all.lockTimeout(), all.statementTimeout(), ChangesetFilter.standard());
        MigrationRequest byLabel = all.with(new ChangesetFilter(Set.of("phase1"), Map.of()));
        for (MigrationRequest phase1 : List.of(byTag, byLabel)) {
            Schema schema = Schema.of(
                    installed.database().dataSource(), Catalog.named("virtubar").orElseThrow(), "early");
            schema.migrate(phase1);
            assertThat(tables("early"))
                    .contains("rooms", "analytics_events")
                    .doesNotContain("friendships", "inventory_items");

            schema.migrate(all);
            assertThat(tables("early")).isEqualTo(tables("virtubar"));
            schema.rollback(RollbackRequest.everything());
        }
    }

    private List<String> tables(String schema) {
        return root.select(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name",
                        schema)
                .mapTo(String.class)
                .list();
    }

    private static String freeName(Handle handle, String wanted) {
        return handle.select("SELECT unique_display_name(?)", wanted)
                .mapTo(String.class)
                .one();
    }
}
