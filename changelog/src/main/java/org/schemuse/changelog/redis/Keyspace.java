package org.schemuse.changelog.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Walks through the keys of a database page by page, and compares each with the catalog. */
final class Keyspace {
    private static final int PAGE = 1000;

    /** So much is worth reading; the rest is counted. It also bounds the memory a walk takes. */
    private static final int KEPT = 1000;

    private final Map<KeyPattern, Pattern> shapes = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<KeyFinding> findings = new ArrayList<>();
    private long keys;
    private long findingCount;

    Keyspace(KeyCatalog catalog) {
        for (KeyPattern pattern : catalog.keys()) {
            shapes.put(pattern, pattern.shape());
            counts.put(pattern.pattern(), 0L);
        }
    }

    KeyspaceReport walk(Jedis redis, LibraryReport library) {
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        do {
            ScanResult<byte[]> page = redis.scan(cursor, new ScanParams().count(PAGE));
            compare(redis, page.getResult());
            cursor = page.getCursorAsBytes();
        } while (!java.util.Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
        return new KeyspaceReport(library, keys, counts, findingCount, findings);
    }

    private record Asked(String key, Response<String> type, Response<Long> milliseconds) {}

    private void compare(Jedis redis, List<byte[]> page) {
        List<Asked> asked = new ArrayList<>(page.size());
        try (Pipeline pipeline = redis.pipelined()) {
            for (byte[] key : page) {
                asked.add(new Asked(new String(key, StandardCharsets.UTF_8), pipeline.type(key), pipeline.pttl(key)));
            }
        }
        for (Asked one : asked) {
            // A key that ended between the page and the question is nobody's concern.
            if (!one.type().get().equals("none")) {
                compare(one.key(), one.type().get(), one.milliseconds().get());
            }
        }
    }

    /** @param milliseconds left to live; -1 without end, -2 where the key ended meanwhile */
    private void compare(String key, String type, long milliseconds) {
        keys++;
        Optional<KeyPattern> match = shapes.entrySet().stream()
                .filter(shape -> shape.getValue().matcher(key).matches())
                .map(Map.Entry::getKey)
                .findFirst();
        if (match.isEmpty()) {
            find(key, "unknown-key", "a key of " + String.join(", ", counts.keySet()), "a " + type);
            return;
        }
        KeyPattern pattern = match.get();
        counts.merge(pattern.pattern(), 1L, Long::sum);
        if (!type.equals(pattern.type())) {
            find(key, "wrong-type", pattern.type(), type);
        }
        if (pattern.ttl() == null && milliseconds >= 0) {
            find(key, "unwanted-ttl", "no TTL", milliseconds + " ms");
        } else if (pattern.ttl() != null && milliseconds == -1) {
            find(key, "no-ttl", "a TTL of " + pattern.ttl() + " s at most", "none");
        } else if (pattern.ttl() != null && milliseconds > pattern.ttl() * 1000) {
            find(key, "ttl-too-long", "a TTL of " + pattern.ttl() + " s at most", milliseconds + " ms");
        }
    }

    private void find(String key, String code, String expected, String found) {
        findingCount++;
        if (findings.size() < KEPT) {
            findings.add(new KeyFinding(key, code, expected, found));
        }
    }
}
