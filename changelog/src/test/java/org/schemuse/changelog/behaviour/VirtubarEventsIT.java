package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;

/** Events are added, kept by month, never changed; and indexes serve the queries they are for. */
class VirtubarEventsIT extends VirtubarBehaviour {
    private static final String ADD =
            "INSERT INTO analytics_events (event_type, occurred_at) VALUES ('room_join', ?::timestamptz)";

    @Test
    void b11TheEightEventsAreKnownAndNoOther() {
        for (String event : List.of(
                "room_join",
                "room_leave",
                "profile_open",
                "mute_user",
                "block_user",
                "report_user",
                "voice_active_seconds",
                "session_duration")) {
            installed.nobody().execute("INSERT INTO analytics_events (event_type) VALUES (?)", event);
        }
        for (String other : List.of("", "Room_join", "room_burn")) {
            assertThat(refusal("INSERT INTO analytics_events (event_type) VALUES (?)", other))
                    .isEqualTo(SqlState.CHECK);
        }
    }

    @Test
    void b11EventsAreAddedNeverChangedNotEvenInAPartition() {
        root.execute("SELECT create_analytics_partitions(1)");
        String month = root.select("SELECT tableoid::regclass::text FROM analytics_events")
                .mapTo(String.class)
                .one();
        root.execute(ADD, "infinity");
        for (String table : List.of("analytics_events", month, "analytics_events_default")) {
            for (String statement : List.of(
                    "UPDATE " + table + " SET properties = '{}'", "DELETE FROM " + table, "TRUNCATE " + table)) {
                assertThat(refusal(statement)).as(statement).isEqualTo(SqlState.APPEND_ONLY);
            }
        }
        Handle application = installed.nobody();
        for (String statement : List.of(
                "UPDATE analytics_events SET user_id = NULL",
                "DELETE FROM analytics_events",
                "TRUNCATE analytics_events")) {
            assertThat(SqlState.of(() -> application.execute(statement)))
                    .as(statement)
                    .isEqualTo(SqlState.REFUSED);
        }
        assertThat(count("analytics_events")).isEqualTo(2);
    }

    @Test
    void b11MonthsAreMadeAheadAndNoneTwice() {
        assertThat(makePartitions(3)).isEqualTo(4);
        assertThat(makePartitions(3)).isZero();
        assertThat(makePartitions(4)).isEqualTo(1);
        root.execute("INSERT INTO analytics_events (event_type, occurred_at)"
                + " SELECT 'room_join', now() + n * interval '1 month' FROM generate_series(0, 4) n");
        assertThat(count("analytics_events_default")).isZero();
        assertThat(refusal("SELECT create_analytics_partitions(-1)")).isEqualTo("22023");
        assertThat(refusal("SELECT create_analytics_partitions(NULL)")).isEqualTo("22023");
    }

    @Test
    void b11AnEventWithoutItsMonthIsKeptAndMovedUnchangedWhenTheMonthIsMade() {
        root.execute("SET TIME ZONE 'Pacific/Auckland'");
        root.execute(ADD, "2021-02-28 23:59:59.999999Z");
        root.execute(ADD, "2021-03-01 00:00:00Z");
        String rows = "SELECT string_agg(e::text, ' ' ORDER BY id) FROM analytics_events e";
        String before = root.select(rows).mapTo(String.class).one();

        assertThat(makePartitions(0)).isEqualTo(3);

        assertThat(root.select(rows).mapTo(String.class).one()).isEqualTo(before);
        assertThat(count("analytics_events_default")).isZero();
        assertThat(count("analytics_events_2021_02")).isEqualTo(1);
        assertThat(count("analytics_events_2021_03")).isEqualTo(1);
        root.execute(ADD, "infinity");
        assertThat(refusal("DELETE FROM analytics_events_default"))
                .as("the trigger is back on")
                .isEqualTo(SqlState.APPEND_ONLY);
    }

    /** The first events of the seed's clients with clocks of their own, then months that are made as ever. */
    @Test
    void b11DatesThatNoClockHadDoNotStopTheMonthsThatAreMade() {
        for (String date : List.of(
                "4714-11-24 00:00:00Z BC",
                "0044-03-15 BC",
                "0044-03-15",
                "1970-01-01",
                "9999-12-31",
                "294276-12-31 23:59:59.999999Z",
                "infinity",
                "-infinity")) {
            installed.nobody().execute(ADD, date);
        }
        installed
                .nobody()
                .execute(
                        "INSERT INTO analytics_events (event_type, occurred_at)"
                                + " SELECT 'room_join', '1000-01-15'::timestamptz + n * interval '1 month' FROM generate_series(1, 3000) n");
        root.execute(ADD, "2021-02-28");
        long events = count("analytics_events");

        for (int round = 0; round < 2; round++) {
            assertThat(makePartitions(3)).isEqualTo(round == 0 ? 5 : 0);
            assertThat(count("analytics_events")).isEqualTo(events);
        }
        assertThat(makePartitions(4)).isEqualTo(1);
        assertThat(count("analytics_events_2021_02")).isEqualTo(1);
        root.execute("INSERT INTO analytics_events (event_type) VALUES ('room_leave')");
        assertThat(count("analytics_events_default WHERE event_type = 'room_leave'"))
                .isZero();
        assertThat(refusal("SELECT create_analytics_partitions(3, 1201)")).isEqualTo("22023");
        assertThat(refusal("SELECT create_analytics_partitions(3, NULL)")).isEqualTo("22023");
    }

    @Test
    void b11TwoWhoMakeMonthsAtOnceMakeThemOnce() throws Exception {
        Handle first = installed.root();
        Handle second = installed.root();
        var thread = java.util.concurrent.Executors.newSingleThreadExecutor();
        try {
            first.begin();
            first.execute("SELECT create_analytics_partitions(2)");
            var late = thread.submit(() -> second.select("SELECT create_analytics_partitions(2)")
                    .mapTo(int.class)
                    .one());
            awaitLockWait(root);
            first.commit();
            assertThat(late.get()).isZero();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void b11MonthsThatWereThereAreGuardedAgainAfterAStepBack() {
        makePartitions(0);
        Schema schema = installed.schema();
        int steps = 1;
        while (!schema.rollback(RollbackRequest.count(1)).rolledBackIds().get(0).contains("append-only")) {
            steps++;
        }
        root.execute("UPDATE analytics_events SET properties = '{}'");
        assertThat(schema.migrate(MigrationRequest.defaults()).appliedIds()).hasSize(steps);
        for (String table : root.select("SELECT inhrelid::regclass::text FROM pg_inherits"
                        + " WHERE inhparent = 'analytics_events'::regclass")
                .mapTo(String.class)
                .list()) {
            assertThat(refusal("TRUNCATE " + table)).as(table).isEqualTo(SqlState.APPEND_ONLY);
        }
    }

    @Test
    void b11ARollbackTakesTheMonthsAlongAndCountsTheirRowsOnce() {
        makePartitions(2);
        RollbackReport report = installed.schema().rollback(RollbackRequest.everything());
        assertThat(report.rowsDropped()).containsEntry("analytics_events", 1L).hasSize(10);
        assertThat(installed.schema().status().exists()).isFalse();
    }

    @Test
    void b14IndexesServeTheQueriesTheyAreFor() {
        fill();
        String uuid = "'" + ANN + "'";
        served("users WHERE email = 'u7000'", "users_email_key");
        served("users WHERE status = 'suspended'", "users_status_idx");
        served("users WHERE auth_provider = 'google' AND auth_provider_user_id = '7000'", "users_auth_provider_");
        served("profiles WHERE interests && ARRAY['tag 7000', 'tag 7001']", "profiles_interests_idx");
        served("profiles WHERE lower(display_name) = 'u7000'", "profiles_display_name_key");
        served("rooms WHERE region = 'me' AND theme = 'dance'", "rooms_region_theme_idx");
        served("rooms WHERE created_by = " + uuid, "rooms_created_by_idx");
        served("room_memberships WHERE room_id = " + uuid, "room_memberships_");
        served("room_memberships WHERE user_id = " + uuid, "room_memberships_user_id_idx");
        served("room_memberships WHERE room_id = " + uuid + " AND left_at IS NULL", "room_memberships_");
        served("friendships WHERE user_id = " + uuid, "friendships_pkey");
        served("friendships WHERE friend_user_id = " + uuid, "friendships_friend_user_id_idx");
        served("blocks WHERE blocker_user_id = " + uuid, "blocks_blocker_user_id_blocked_user_id_key");
        served("blocks WHERE blocked_user_id = " + uuid, "blocks_blocked_user_id_idx");
        served("reports WHERE reporter_user_id = " + uuid, "reports_reporter_user_id_idx");
        served("reports WHERE reported_user_id = " + uuid, "reports_reported_user_id_idx");
        served("reports WHERE room_id = " + uuid, "reports_room_id_idx");
        served("reports WHERE status = 'open' ORDER BY created_at LIMIT 10", "reports_status_created_at_idx");
        served("inventory_items WHERE sku = 'sku 7000'", "inventory_items_sku_key");
        served("inventory_items WHERE type = 'drink'", "inventory_items_type_idx");
        served("user_inventory WHERE user_id = " + uuid, "user_inventory_user_id_idx");
        served("user_inventory WHERE item_id = " + uuid, "user_inventory_item_id_idx");
        served(
                "analytics_events WHERE event_type = 'mute_user' AND occurred_at > now() - interval '1 hour'",
                "event_type_occurred_at_idx");
    }

    @Test
    void c10SimpleSelectsTouchFewBlocks() {
        fill();
        Handle application = installed.nobody();
        String user = "(SELECT id FROM users WHERE email = 'u7000')";
        for (String from : List.of(
                "users WHERE email = 'u7000'",
                "profiles WHERE lower(display_name) = 'u7000'",
                "rooms WHERE created_by = " + user,
                "room_memberships WHERE user_id = " + user + " AND left_at IS NULL",
                "friendships WHERE user_id = " + user,
                "user_inventory WHERE user_id = " + user,
                "analytics_events WHERE event_type = 'mute_user' AND occurred_at > now() - interval '1 hour'")) {
            Blocks.few(application, "SELECT * FROM " + from);
        }
    }

    @Test
    void b14EveryForeignKeyLeadsAnIndex() {
        assertThat(root.select("SELECT c.conrelid::regclass || '.' || c.conname FROM pg_constraint c"
                                + " WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND NOT EXISTS ("
                                + " SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]"
                                + " AND i.indpred IS NULL)")
                        .mapTo(String.class)
                        .list())
                .isEmpty();
    }

    /** Ten thousand users, and as many rows of everything they do. */
    private void fill() {
        root.execute("SELECT create_analytics_partitions(1)");
        for (String statement : List.of(
                "INSERT INTO users (auth_provider, auth_provider_user_id, email, status)"
                        + " SELECT 'google', n, 'u' || n, CASE WHEN n % 500 = 0 THEN 'suspended' ELSE 'active' END"
                        + " FROM generate_series(2000, 12000) n",
                "INSERT INTO profiles (user_id, display_name, interests)"
                        + " SELECT id, email, ARRAY['bar', 'tag ' || auth_provider_user_id] FROM users WHERE email ~ '^u[0-9]'",
                "INSERT INTO rooms (name, theme, capacity, region, created_by)"
                        + " SELECT 'r', 'lounge', 5, 'eu', id FROM users",
                "UPDATE rooms SET theme = 'dance', region = 'me' WHERE id::text ~ '^000'",
                "INSERT INTO room_memberships (room_id, user_id, join_source, joined_at)"
                        + " SELECT id, created_by, 'direct', now() FROM rooms WHERE created_by IS NOT NULL",
                "INSERT INTO friendships (user_id, friend_user_id)"
                        + " SELECT id, lag(id) OVER (ORDER BY id) FROM users ORDER BY id OFFSET 3",
                "INSERT INTO blocks (blocker_user_id, blocked_user_id)"
                        + " SELECT id, lag(id) OVER (ORDER BY id) FROM users ORDER BY id OFFSET 3",
                "INSERT INTO reports (reporter_user_id, reported_user_id, room_id, report_type, status)"
                        + " SELECT b.blocker_user_id, b.blocked_user_id, r.id, 'spam', 'resolved'"
                        + " FROM blocks b JOIN rooms r ON r.created_by = b.blocker_user_id",
                "INSERT INTO inventory_items (sku, type, name, price_cents)"
                        + " SELECT 'sku ' || n, CASE WHEN n % 500 = 0 THEN 'drink' ELSE 'emote' END, 'i', 1"
                        + " FROM generate_series(2000, 12000) n",
                "INSERT INTO user_inventory (user_id, item_id) SELECT u.id, i.id"
                        + " FROM users u JOIN inventory_items i ON i.sku = 'sku ' || u.auth_provider_user_id",
                "INSERT INTO analytics_events (event_type, occurred_at)"
                        + " SELECT CASE WHEN n % 500 = 0 THEN 'mute_user' ELSE 'room_join' END, now() - n * interval '1 minute'"
                        + " FROM generate_series(1, 10000) n",
                "VACUUM ANALYZE")) {
            root.execute(statement);
        }
    }

    private void served(String from, String index) {
        assertThat(plan(root, "SELECT * FROM " + from)).as(from).contains(index);
    }

    private int makePartitions(int monthsAhead) {
        return root.select("SELECT create_analytics_partitions(?)", monthsAhead)
                .mapTo(int.class)
                .one();
    }
}
