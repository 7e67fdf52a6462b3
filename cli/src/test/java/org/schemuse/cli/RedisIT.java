package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestRedis;
import redis.clients.jedis.Jedis;

/** The two halves of virtubar come and go together. */
class RedisIT {
    @TempDir
    private Path folder;

    private Workplace workplace;
    private TestDatabase database;
    private TestRedis redis;

    @BeforeEach
    void start() throws Exception {
        workplace = Workplace.in(folder);
        database = TestDatabase.empty();
        redis = TestRedis.start();
    }

    @AfterEach
    void stop() throws Exception {
        // JUnit also calls this if a server did not start; the one error to show is that.
        for (AutoCloseable started :
                Stream.of(redis, database, workplace).filter(Objects::nonNull).toList()) {
            started.close();
        }
    }

    @Test
    void bothHalvesAreInstalledVerifiedAndTakenBack() throws Exception {
        Ran first = run("migrate", "virtubar", "--redis", redis.url());
        assertThat(first.out())
                .contains(
                        "changesets applied",
                        "library virtubar in Redis 7",
                        "at 127.0.0.1:" + redis.port() + ": loaded");
        assertThat(first.exitCode()).isZero();
        assertThat(run("migrate", "virtubar", "--redis", redis.url()).out())
                .contains("nothing to do, everything is installed", "is there, nothing to do");

        assertThat(run("redis", "verify", "--redis", redis.url()).exitCode()).isZero();
        try (Jedis client = new Jedis(redis.host(), redis.port())) {
            client.set("stray", "1");
        }
        Ran found = run("redis", "verify", "--redis", redis.url());
        assertThat(found.exitCode()).isEqualTo(5);
        assertThat(found.out()).contains("1 keys looked at, 1 findings", "unknown-key  stray: expected a key of");

        assertThat(JsonSchemas.findings(
                        "redis-verify",
                        run("redis", "verify", "--json", "--redis", redis.url()).out()))
                .isEmpty();

        Ran step = run("rollback", "virtubar", "--count", "1", "--yes", "--redis", redis.url());
        assertThat(step.out()).as("as long as a changeset stands").contains("is there, nothing to do");
        JsonNode back = new ObjectMapper()
                .readTree(run("rollback", "virtubar", "--all", "--yes", "--json", "--redis", redis.url())
                        .out());
        assertThat(back.get("stillAppliedIds")).isEmpty();
        assertThat(back.get("redis").get("change").asText()).isEqualTo("removed");
        try (Jedis client = new Jedis(redis.host(), redis.port())) {
            assertThat(client.functionList()).isEmpty();
            assertThat(client.get("stray")).as("keys are left alone").isEqualTo("1");
        }
    }

    @Test
    void aRedisThatIsNotThereIsOneLineAndPostgresqlIsNotTouched() throws Exception {
        redis.close();
        Ran refused = run("migrate", "virtubar", "--redis", redis.url());
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err())
                .isEqualTo("schemuse: Redis at 127.0.0.1:" + redis.port()
                        + " cannot be reached (Connection refused): start it, or name another with --redis\n");
        JsonNode status =
                new ObjectMapper().readTree(run("status", "virtubar", "--json").out());
        assertThat(status.get("exists").asBoolean()).isFalse();
    }

    @Test
    void aReplicaIsRefusedBeforePostgresqlIsTouched() throws Exception {
        try (Jedis client = new Jedis(redis.host(), redis.port())) {
            client.replicaof("127.0.0.1", 1);
        }
        Ran refused = run("migrate", "virtubar", "--redis", redis.url());
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("is a replica").hasLineCount(1);
        JsonNode status =
                new ObjectMapper().readTree(run("status", "virtubar", "--json").out());
        assertThat(status.get("exists").asBoolean()).isFalse();
    }

    @Test
    void whereRedisRefusesTheLibraryAfterAllItIsSaidThatPostgresqlIsDone() throws Exception {
        try (Jedis client = new Jedis(redis.host(), redis.port())) {
            client.functionLoad("#!lua name=other\nredis.register_function('virtubar_join', function() return 1 end)");
            Ran refused = run("migrate", "virtubar", "--redis", redis.url());
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err())
                    .contains(
                            "refused: ERR Function virtubar_join already exists. PostgreSQL is done already, ",
                            " changesets applied: run the same command again for the library");
            client.functionFlush();
        }
        assertThat(run("migrate", "virtubar", "--redis", redis.url()).out()).contains("nothing to do", ": loaded");
    }

    @Test
    void aKeyWithALineEndInItStaysOnItsLine() throws Exception {
        try (Jedis client = new Jedis(redis.host(), redis.port())) {
            client.set("two\nlines", "1");
        }
        assertThat(run("redis", "verify", "--redis", redis.url()).out()).contains("unknown-key  two\u240alines: ");
    }

    @Test
    void aDryRunChangesNeitherHalf() throws Exception {
        Ran plan = run("migrate", "virtubar", "--dry-run", "--redis", redis.url());
        assertThat(plan.out()).contains("CREATE TABLE").doesNotContain("library");
        try (Jedis client = new Jedis(redis.host(), redis.port())) {
            assertThat(client.functionList()).isEmpty();
        }
    }

    private Ran run(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of(
                "--url",
                "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/"
                        + database.name()));
        return workplace.run(Map.of("PGPASSWORD", database.password()), line.toArray(String[]::new));
    }
}
