package org.schemuse.samples.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.redis.KeyspaceReport;
import org.schemuse.changelog.redis.RedisAddress;
import org.schemuse.changelog.redis.RedisCatalog;
import org.schemuse.testsupport.TestRedis;
import redis.clients.jedis.Jedis;

/** A bar that holds one guest. What lasts is in PostgreSQL, what lives for seconds in Redis. */
class VirtubarIT {
    private Installation bar;
    private Jdbi site;

    @BeforeEach
    void begin() {
        bar = new Installation("virtubar");
        site = bar.application();
    }

    @AfterEach
    void end() {
        bar.close();
    }

    @Test
    void eventsLieInTheirMonthAndStayAsTheyAre() {
        int made = bar.administrator()
                .withHandle(handle -> handle.select("SELECT create_analytics_partitions(3)")
                        .mapTo(int.class)
                        .one());
        assertThat(made).as("this month and three ahead").isEqualTo(4);
        site.useHandle(handle -> handle.execute("INSERT INTO analytics_events (event_type) VALUES ('room_join')"));
        boolean inItsMonth = site.withHandle(handle -> handle.select(
                        "SELECT tableoid::regclass::text = 'analytics_events_' || to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY_MM')"
                                + " FROM analytics_events")
                .mapTo(boolean.class)
                .one());
        assertThat(inItsMonth).isTrue();
        assertThatThrownBy(
                        () -> bar.administrator().useHandle(handle -> handle.execute("DELETE FROM analytics_events")))
                .as("not even by who runs the site")
                .hasMessageContaining("can be added to, never changed");
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        assertThat(guest("Ann")).isEqualTo("Ann");
        assertThat(guest("ann")).isEqualTo("ann#2");
    }

    @Test
    void whoIsWhereIsKnownToRedis() {
        try (TestRedis server = TestRedis.start();
                Jedis redis = new Jedis(server.host(), server.port())) {
            RedisCatalog half = RedisCatalog.of(
                            Catalog.named("virtubar").orElseThrow(), RedisAddress.of(server.url(), null))
                    .orElseThrow();
            half.install(); // as schemuse migrate virtubar --redis URL does

            assertThat(call(redis, "join", "ann", "bar", "web", "1")).isEqualTo(1L);
            assertThatThrownBy(() -> call(redis, "join", "ben", "bar", "web", "1"))
                    .hasMessageContaining("FULL");
            assertThat(call(redis, "transform", "ann", "bar", "0,1,0")).isEqualTo("OK");
            assertThat(call(redis, "heartbeat", "ann", "web")).isEqualTo("bar");
            assertThat(redis.ttl("presence:user:ann")).isBetween(1L, 90L);
            assertThat(half.verify().clean()).isTrue();

            call(redis, "leave", "ann", "bar");
            assertThat(redis.keys("room:*")).as("an empty room leaves no key").isEmpty();

            redis.hset("room:bar:notes", "ann", "was here"); // what no function of the library would do
            KeyspaceReport report = half.verify(); // as schemuse redis verify does
            assertThat(report.findings()).singleElement().hasFieldOrPropertyWithValue("code", "unknown-key");
        }
    }

    private static Object call(Jedis redis, String function, String... arguments) {
        return redis.fcall("virtubar_" + function, List.of(), List.of(arguments));
    }

    /** Opens an account; the name is free until the transaction ends, so nobody else can take it in between. */
    private String guest(String wanted) {
        return site.inTransaction(handle -> {
            UUID user = handle.select("INSERT INTO users (auth_provider) VALUES ('email') RETURNING id")
                    .mapTo(UUID.class)
                    .one();
            return handle.select(
                            "INSERT INTO profiles (user_id, display_name) VALUES (?, unique_display_name(?)) RETURNING display_name",
                            user,
                            wanted)
                    .mapTo(String.class)
                    .one();
        });
    }
}
