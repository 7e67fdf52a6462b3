package org.schemuse.changelog.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.redis.LibraryReport.Change;
import org.schemuse.testsupport.TestRedis;

/** The library comes and goes, and a walk through the keys finds what is not as the catalog says. */
class RedisCatalogIT extends VirtubarRedis {
    private static final Map<String, String> PRESENT = Map.of("lastSeen", "1", "deviceType", "web");

    @Test
    void theLibraryIsLoadedOnceUpgradedAndTakenBack() {
        assertThat(half.state().change()).isEqualTo(Change.ABSENT);
        LibraryReport loaded = half.install();
        assertThat(loaded.change()).isEqualTo(Change.LOADED);
        assertThat(loaded.serverVersion()).startsWith("7.");
        assertThat(half.install().change()).isEqualTo(Change.UNCHANGED);

        String other = redis.functionListWithCode("virtubar").get(0).getLibraryCode() + "\n-- an older text\n";
        redis.functionLoadReplace(other);
        assertThat(half.state().change()).isEqualTo(Change.OUTDATED);
        assertThat(half.install().change()).isEqualTo(Change.UPGRADED);
        assertThat(half.state().change()).isEqualTo(Change.UNCHANGED);

        assertThat(half.remove().change()).isEqualTo(Change.REMOVED);
        assertThat(redis.functionList()).isEmpty();
        assertThat(half.remove().change()).isEqualTo(Change.ABSENT);
    }

    @Test
    void librariesOfOthersStay() {
        redis.functionLoad("#!lua name=other\nredis.register_function('other', function() return 1 end)");
        half.install();
        half.remove();
        assertThat(redis.functionList()).hasSize(1);
    }

    @Test
    void whatTheLibraryWritesIsWhatTheCatalogSays() {
        half.install();
        call("join", "ann", "bar", "web", "0");
        call("join", "ben", "bar", "ios", "0");
        call("transform", "ann", "bar", "1,2,3");
        call("rate", "ann", "chat", "10");

        KeyspaceReport report = half.verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.keyCount()).isEqualTo(5);
        assertThat(report.keysByPattern())
                .containsEntry("presence:user:{userId}", 2L)
                .containsEntry("room:{roomId}:members", 1L)
                .containsEntry("room:{roomId}:transforms", 1L)
                .containsEntry("rl:ws:{userId}:{eventType}:{minuteBucket}", 1L);
    }

    @Test
    void keysThatAreNotAsTheCatalogSaysAreFound() {
        half.install();
        redis.set("rl:ws:ann:chat:7", "1");
        redis.hset("presence:user:ann", PRESENT);
        redis.hset("presence:user:ben", PRESENT);
        redis.expire("presence:user:ben", 9000);
        redis.set("room:bar:members", "ann");
        redis.expire("room:bar:members", 60);
        redis.sadd("room:bar:moderators", "ann");
        redis.set("presence:user:a:b", "a colon too many");
        redis.set(new byte[] {(byte) 0xff, 'x'}, "no text at all".getBytes(StandardCharsets.UTF_8));

        KeyspaceReport report = half.verify();

        assertThat(report.clean()).isFalse();
        assertThat(report.findingCount()).isEqualTo(8);
        assertThat(report.findings())
                .extracting(finding -> finding.key() + " " + finding.code())
                .containsExactlyInAnyOrder(
                        "rl:ws:ann:chat:7 no-ttl",
                        "presence:user:ann no-ttl",
                        "presence:user:ben ttl-too-long",
                        "room:bar:members wrong-type",
                        "room:bar:members unwanted-ttl",
                        "room:bar:moderators unknown-key",
                        "presence:user:a:b unknown-key",
                        "\ufffdx unknown-key");
        assertThat(redis.dbSize()).as("nothing was touched").isEqualTo(7);
    }

    @Test
    void fieldsThatAreMissingOrThatNobodyKnowsAreFound() {
        half.install();
        present("ann", Map.of("lastSeen", "1", "deviceType", "web"));
        present("ben", Map.of("lastSeen", "1", "deviceType", "web", "roomId", "bar"));
        present("cleo", Map.of("roomId", "bar"));
        present("dan", Map.of("lastSeen", "1", "deviceType", "web", "roomid", "bar", "mood", "good"));
        redis.hset("room:bar:transforms", Map.of("ben", "1,2,3", "a:b", "4,5,6"));

        KeyspaceReport report = half.verify();

        assertThat(report.findings())
                .extracting(finding ->
                        finding.key() + " " + finding.code() + ": " + finding.expected() + ", " + finding.found())
                .containsExactlyInAnyOrder(
                        "presence:user:cleo missing-field: a field lastSeen, none",
                        "presence:user:cleo missing-field: a field deviceType, none",
                        "presence:user:dan unknown-field: no field but roomId, lastSeen, deviceType, a field roomid",
                        "presence:user:dan unknown-field: no field but roomId, lastSeen, deviceType, a field mood",
                        "room:bar:transforms unknown-field: no field but {userId}, a field a:b");
        assertThat(report.clean()).isFalse();
    }

    @Test
    void theFieldsOfALargeHashAreWalkedInPages() {
        half.install();
        Map<String, String> transforms = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            transforms.put("user" + i, "1,2,3");
            transforms.put("stray:" + i, "1,2,3");
        }
        redis.hset("room:bar:transforms", transforms);
        KeyspaceReport report = half.verify();
        assertThat(report.keyCount()).isEqualTo(1);
        assertThat(report.findings().stream().map(KeyFinding::found).distinct()).hasSize(1000);
        // A field may come twice while Redis is busy making room for others, and none is left out.
        assertThat(report.findingCount()).isGreaterThanOrEqualTo(3000);
    }

    @Test
    void manyKeysAreWalkedInPagesAndFindingsAreCountedBeyondThoseKept() {
        half.install();
        for (int i = 0; i < 3500; i++) {
            redis.set("stray:" + i, "1");
        }
        KeyspaceReport report = half.verify();
        assertThat(report.keyCount()).isEqualTo(3500);
        assertThat(report.findingCount()).isEqualTo(3500);
        assertThat(report.findings()).hasSize(1000);
    }

    @Test
    void aMissingLibraryIsNotClean() {
        assertThat(half.verify().clean()).isFalse();
    }

    @Test
    void aDatabaseOfTheServerIsWalkedAlone() {
        redis.set("stray", "1");
        KeyspaceReport report = RedisCatalog.of(VIRTUBAR, RedisAddress.of(server.url() + "/3", null))
                .orElseThrow()
                .verify();
        assertThat(report.keyCount()).isZero();
    }

    @Test
    void aPasswordIsAskedForAndTaken() {
        try (TestRedis guarded = TestRedis.start("--requirepass", "only for tests")) {
            assertThatThrownBy(() -> half(guarded, null).state())
                    .isInstanceOf(RedisRefusedException.class)
                    .hasMessageStartingWith("Redis at 127.0.0.1:" + guarded.port() + " refused: NOAUTH")
                    .hasMessageContaining("REDISCLI_AUTH");
            assertThatThrownBy(() -> half(guarded, "wrong secret").state())
                    .isInstanceOf(RedisRefusedException.class)
                    .hasMessageNotContaining("wrong secret");
            assertThat(half(guarded, "only for tests").install().change()).isEqualTo(Change.LOADED);
        }
    }

    @Test
    void aServerThatIsNotThereIsOneLine() {
        TestRedis gone = TestRedis.start();
        gone.close();
        assertThatThrownBy(() -> half(gone, null).state())
                .isInstanceOf(RedisRefusedException.class)
                .hasMessage("Redis at 127.0.0.1:" + gone.port()
                        + " cannot be reached (Connection refused): start it, or name another with --redis");
    }

    @Test
    void aServerThatIsNoRedisIsSaidToBeNone() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
        try {
            String there = "127.0.0.1:" + web.getAddress().getPort();
            RedisCatalog wrong = RedisCatalog.of(VIRTUBAR, RedisAddress.of("redis://" + there, null))
                    .orElseThrow();
            assertThatThrownBy(wrong::state)
                    .isInstanceOf(RedisRefusedException.class)
                    .hasMessage("Redis at " + there + " does not answer as a Redis does (Unknown reply: H): look what"
                            + " listens there, or name another with --redis");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void aReplicaIsReadButNotWritten() {
        try (TestRedis replica = TestRedis.start("--replicaof", "127.0.0.1 " + server.port())) {
            assertThat(half(replica, null).verify().keyCount()).isZero();
            assertThatThrownBy(() -> half(replica, null).writableState())
                    .isInstanceOf(RedisRefusedException.class)
                    .hasMessage("Redis at 127.0.0.1:" + replica.port()
                            + " is a replica, which takes no writes: name the server it follows with --redis");
        }
        assertThat(half.writableState().change()).isEqualTo(Change.ABSENT);
    }

    @Test
    void onlyARefusalOfWhoAsksSpeaksOfPasswords() {
        half.install();
        redis.functionDelete("virtubar");
        redis.functionLoad("#!lua name=other\nredis.register_function('virtubar_join', function() return 1 end)");
        assertThatThrownBy(() -> half.install())
                .isInstanceOf(RedisRefusedException.class)
                .hasMessage(
                        "Redis at 127.0.0.1:" + server.port() + " refused: ERR Function virtubar_join already exists");
    }

    @Test
    void aClusterIsRefused() {
        try (TestRedis cluster = TestRedis.start("--cluster-enabled", "yes")) {
            assertThatThrownBy(() -> half(cluster, null).install())
                    .isInstanceOf(RedisRefusedException.class)
                    .hasMessageContaining("is a Cluster");
        }
    }

    @Test
    void mostCatalogsHaveNothingInRedis() {
        assertThat(RedisCatalog.of(Catalog.named("vibemuse").orElseThrow(), RedisAddress.of(server.url(), null)))
                .isEmpty();
    }

    private void present(String user, Map<String, String> fields) {
        redis.hset("presence:user:" + user, fields);
        redis.expire("presence:user:" + user, 90);
    }

    private static RedisCatalog half(TestRedis server, String password) {
        return RedisCatalog.of(VIRTUBAR, RedisAddress.of(server.url(), password))
                .orElseThrow();
    }
}
