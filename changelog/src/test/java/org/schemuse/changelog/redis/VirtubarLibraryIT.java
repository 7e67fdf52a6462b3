package org.schemuse.changelog.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** What the functions promise, also to many callers at once. */
class VirtubarLibraryIT extends VirtubarRedis {
    private static final int CALLERS = 8;

    @BeforeEach
    void load() {
        half.install();
    }

    @Test
    void aHeartbeatKeepsAUserPresent() {
        assertThat(call("heartbeat", "ann", "web")).isNull();
        assertThat(redis.hgetAll("presence:user:ann")).containsOnlyKeys("lastSeen", "deviceType");
        redis.expire("presence:user:ann", 5);
        call("join", "ann", "bar", "web", "0");
        redis.expire("presence:user:ann", 5);

        assertThat(call("heartbeat", "ann", "ios")).isEqualTo("bar");

        assertThat(redis.ttl("presence:user:ann")).isBetween(80L, 90L);
        Map<String, String> presence = redis.hgetAll("presence:user:ann");
        assertThat(presence).containsEntry("roomId", "bar").containsEntry("deviceType", "ios");
        long apart = Math.abs(System.currentTimeMillis() - Long.parseLong(presence.get("lastSeen")));
        assertThat(apart).isLessThan(600_000);
    }

    @Test
    void whoJoinsLeavesTheRoomBefore() {
        assertThat(call("join", "ann", "bar", "web", "0")).isEqualTo(1L);
        assertThat(call("join", "ben", "bar", "web", "0")).isEqualTo(2L);
        assertThat(call("join", "ann", "bar", "web", "0")).as("again").isEqualTo(2L);
        call("transform", "ann", "bar", "here");

        assertThat(call("join", "ann", "hall", "web", "0")).isEqualTo(1L);

        assertThat(redis.smembers("room:bar:members")).containsExactly("ben");
        assertThat(redis.exists("room:bar:transforms")).as("empty, so gone").isFalse();
        assertThat(redis.hget("presence:user:ann", "roomId")).isEqualTo("hall");
    }

    @Test
    void aFullRoomTakesNobodyUntilSomebodyLeavesOrIsGone() {
        call("join", "ann", "bar", "web", "1");
        assertThatThrownBy(() -> call("join", "ben", "bar", "web", "1"))
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith("FULL");
        assertThat(redis.exists("presence:user:ben")).isFalse();
        assertThat(call("join", "ann", "bar", "web", "1")).as("who is inside").isEqualTo(1L);
        redis.del("presence:user:ann");
        assertThat(call("join", "ben", "bar", "web", "1")).isEqualTo(1L);
        assertThat(redis.smembers("room:bar:members")).containsExactly("ben");
    }

    @Test
    void whoLeavesIsStillPresentInNoRoom() {
        call("join", "ann", "bar", "web", "0");
        call("transform", "ann", "bar", "here");
        assertThat(call("leave", "ann", "bar")).isEqualTo(1L);
        assertThat(call("leave", "ann", "bar")).isEqualTo(0L);
        assertThat(redis.keys("room:*")).isEmpty();
        assertThat(redis.hgetAll("presence:user:ann")).containsOnlyKeys("lastSeen", "deviceType");
    }

    @Test
    void leavingARoomOneIsNotInChangesNothing() {
        call("join", "ann", "hall", "web", "0");
        assertThat(call("leave", "ann", "bar")).isEqualTo(0L);
        assertThat(redis.hget("presence:user:ann", "roomId")).isEqualTo("hall");
    }

    @Test
    void onlyMembersHaveATransform() {
        assertThatThrownBy(() -> call("transform", "ann", "bar", "here")).hasMessageStartingWith("ABSENT");
        call("join", "ann", "bar", "web", "0");
        assertThat(call("transform", "ann", "bar", "there")).isEqualTo("OK");
        assertThat(redis.hgetAll("room:bar:transforms")).containsExactly(Map.entry("ann", "there"));
        redis.del("presence:user:ann");
        assertThatThrownBy(() -> call("transform", "ann", "bar", "here"))
                .as("whose presence has ended joins again")
                .hasMessageStartingWith("ABSENT");
    }

    @Test
    void aSweepRemovesWhoIsGone() {
        for (String user : List.of("ann", "ben", "cleo")) {
            call("join", user, "bar", "web", "0");
            call("transform", user, "bar", "here");
        }
        redis.del("presence:user:ann");
        redis.hset("presence:user:ben", "roomId", "elsewhere");
        redis.hset("room:bar:transforms", "nobody", "here");

        assertThat(call("sweep", "bar")).isEqualTo(2L);

        assertThat(redis.smembers("room:bar:members")).containsExactly("cleo");
        assertThat(redis.hkeys("room:bar:transforms")).containsExactly("cleo");
    }

    @Test
    void anIdWithAColonAndANumberThatIsNoneAreRefused() {
        for (Runnable wrong : List.<Runnable>of(
                () -> call("join", "a:b", "bar", "web", "0"),
                () -> call("join", "ann", "", "web", "0"),
                () -> call("join", "ann", "bar", "web", "-1"),
                () -> call("heartbeat", "ann"),
                () -> call("transform", "ann", "bar"),
                () -> call("rate", "ann", "chat", "many"))) {
            assertThatThrownBy(wrong::run).hasMessageStartingWith("ARGUMENT");
        }
        assertThat(redis.dbSize()).isZero();
    }

    @Test
    void whoMovesAboutAtTheSameTimeIsInOneRoomOnly() throws Exception {
        together(caller -> {
            try (Jedis own = connect()) {
                Random random = new Random(caller);
                for (int i = 0; i < 300; i++) {
                    move(own, random, "user" + random.nextInt(20), "room" + random.nextInt(4));
                }
            }
            return null;
        });
        for (int room = 0; room < 4; room++) {
            Set<String> members = redis.smembers("room:room" + room + ":members");
            assertThat(members).hasSizeLessThanOrEqualTo(6);
            assertThat(members).containsAll(redis.hkeys("room:room" + room + ":transforms"));
            for (int user = 0; user < 20; user++) {
                String at = redis.hget("presence:user:user" + user, "roomId");
                assertThat(members.contains("user" + user)).isEqualTo(("room" + room).equals(at));
            }
        }
        assertThat(half.verify().clean()).isTrue();
    }

    @Test
    void manyCallersAtOnceAreAllowedAsOftenAsTheLimitSays() throws Exception {
        List<Long> allowed = together(caller -> {
            long count = 0;
            try (Jedis own = connect()) {
                for (int i = 0; i < 50; i++) {
                    List<?> answer = (List<?>) call(own, "rate", "ann", "chat", "100");
                    count += (Long) answer.get(0);
                    assertThat((Long) answer.get(2)).isBetween(1L, 60L);
                }
            }
            return count;
        });
        // A minute may have ended meanwhile: each counter allows up to the limit.
        long expected = 0;
        long counted = 0;
        for (String counter : redis.keys("rl:ws:ann:chat:*")) {
            long count = Long.parseLong(redis.get(counter));
            counted += count;
            expected += Math.min(count, 100);
            assertThat(redis.ttl(counter)).isBetween(1L, 120L);
        }
        assertThat(counted).isEqualTo(50L * CALLERS);
        assertThat(allowed.stream().mapToLong(Long::longValue).sum()).isEqualTo(expected);
    }

    private static void move(Jedis redis, Random random, String user, String room) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> call(redis, "leave", user, room);
                case 1 -> call(redis, "transform", user, room, "here");
                case 2 -> call(redis, "heartbeat", user, "web");
                default -> call(redis, "join", user, room, "web", "6");
            }
        } catch (JedisDataException e) {
            assertThat(e.getMessage()).matches("(FULL|ABSENT) .*");
        }
    }

    private interface Caller<T> {
        T run(int number) throws Exception;
    }

    private static <T> List<T> together(Caller<T> caller) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<T>> work = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                work.add(() -> caller.run(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
