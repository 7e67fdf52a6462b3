package org.schemuse.changelog.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;

/** What needs no server: addresses, versions, and the catalog of keys. */
class RedisAddressTest {
    private static final RedisAddress HERE = RedisAddress.of("redis://localhost", null);

    @Test
    void addressesSayHostPortDatabaseAndUser() {
        assertThat(RedisAddress.of("redis://db.example", null))
                .isEqualTo(new RedisAddress("db.example", 6379, 0, false, null, null));
        assertThat(RedisAddress.of("rediss://ann@db.example:7000/3", "secret"))
                .isEqualTo(new RedisAddress("db.example", 7000, 3, true, "ann", "secret"))
                .hasToString("db.example:7000/3");
    }

    @Test
    void whatIsNoAddressIsRefusedAndSoIsAPasswordInIt() {
        for (String wrong : new String[] {
            "localhost:6379",
            "http://localhost",
            "redis://",
            "redis://h/x",
            "redis://a b",
            "redis://h:0",
            "redis://h:65536"
        }) {
            assertThatThrownBy(() -> RedisAddress.of(wrong, null))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected");
        }
        assertThatThrownBy(() -> RedisAddress.of("redis://ann:secret@localhost", null))
                .hasMessageContaining("REDISCLI_AUTH")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRedisOlderThan7IsRefused() {
        assertThat(RedisCatalog.usableVersion("# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n", HERE))
                .isEqualTo("7.0.15");
        assertThat(RedisCatalog.usableVersion("redis_version:10.1.0\r\n", HERE)).isEqualTo("10.1.0");
        assertThatThrownBy(() -> RedisCatalog.usableVersion("# Server\r\nredis_version:6.2.14\r\n", HERE))
                .isInstanceOf(RedisRefusedException.class)
                .hasMessage(
                        "Redis at localhost:6379 is version 6.2.14, expected 7 or newer: name a newer one with --redis");
    }

    @Test
    void b12TheCatalogListsTheFourKeysWithTypeAndTtl() {
        KeyCatalog keys = KeyCatalog.of(Catalog.named("virtubar").orElseThrow()).orElseThrow();
        assertThat(keys.libraryName()).isEqualTo("virtubar");
        assertThat(keys.keys())
                .extracting(key -> key.pattern() + " " + key.type() + " " + key.ttl())
                .containsExactly(
                        "presence:user:{userId} hash 90",
                        "room:{roomId}:members set null",
                        "room:{roomId}:transforms hash null",
                        "rl:ws:{userId}:{eventType}:{minuteBucket} string 120");
        assertThat(keys.keys().get(0).fields()).containsOnlyKeys("roomId", "lastSeen", "deviceType");
        assertThat(keys.keys().get(0).required()).containsExactly("lastSeen", "deviceType");
        assertThat(keys.keys().get(2).required()).isEmpty();
    }

    @Test
    void aPatternTakesAKeyAsAWholeAndPartsHoldNoColon() {
        KeyPattern members = new KeyPattern("room:{roomId}:members", "set", null, "", Map.of(), Set.of());
        assertThat(members.shape().matcher("room:7f:members").matches()).isTrue();
        for (String other : new String[] {"room::members", "room:7:8:members", "room:7:members2", "xroom:7:members"}) {
            assertThat(members.shape().matcher(other).matches()).as(other).isFalse();
        }
    }
}
