package org.schemuse.changelog.redis;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.testsupport.TestRedis;
import redis.clients.jedis.Jedis;

/** A real Redis with nothing in it before each test. */
abstract class VirtubarRedis {
    static final Catalog VIRTUBAR = Catalog.named("virtubar").orElseThrow();

    static TestRedis server;

    RedisCatalog half;
    Jedis redis;

    @BeforeAll
    static void start() {
        server = TestRedis.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() {
        redis = connect();
        redis.flushAll();
        redis.functionFlush();
        half = RedisCatalog.of(VIRTUBAR, RedisAddress.of(server.url(), null)).orElseThrow();
    }

    @AfterEach
    void disconnect() {
        if (redis != null) {
            redis.close();
        }
    }

    static Jedis connect() {
        return new Jedis(server.host(), server.port());
    }

    static Object call(Jedis redis, String function, String... arguments) {
        return redis.fcall("virtubar_" + function, List.of(), List.of(arguments));
    }

    Object call(String function, String... arguments) {
        return call(redis, function, arguments);
    }
}
