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
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Walks through the keys of a database page by page, and compares each with the catalog. */
final class Keyspace {
    private static final int PAGE = 1000;

    private static final ScanParams PAGES = new ScanParams().count(PAGE);

    /** So much is worth reading; the rest is counted. It also bounds the memory a walk takes. */
    private static final int KEPT = 1000;

    private final List<Kind> kinds = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<KeyFinding> findings = new ArrayList<>();
    private long keys;
    private long findingCount;

    Keyspace(KeyCatalog catalog) {
        for (KeyPattern pattern : catalog.keys()) {
            kinds.add(new Kind(pattern, pattern.shape(), pattern.fieldShapes()));
            counts.put(pattern.pattern(), 0L);
        }
    }

    KeyspaceReport walk(Jedis redis, LibraryReport library) {
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        do {
            ScanResult<byte[]> page = redis.scan(cursor, PAGES);
            compare(redis, page.getResult());
            cursor = page.getCursorAsBytes();
        } while (!java.util.Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
        return new KeyspaceReport(library, keys, counts, findingCount, findings);
    }

    /** A pattern of the catalog, made ready for a million keys. */
    private record Kind(KeyPattern pattern, Pattern shape, List<Pattern> fieldShapes) {
        boolean allows(String field) {
            return fieldShapes.stream().anyMatch(shape -> shape.matcher(field).matches());
        }
    }

    private record Asked(Response<String> type, Response<Long> milliseconds) {}

    /** A hash whose fields the catalog names: its place on the page, and the first page of its fields. */
    private record Hash(int place, Kind kind, Response<ScanResult<Map.Entry<byte[], byte[]>>> fields) {}

    private void compare(Jedis redis, List<byte[]> page) {
        List<Asked> asked = new ArrayList<>(page.size());
        try (Pipeline pipeline = redis.pipelined()) {
            for (byte[] key : page) {
                asked.add(new Asked(pipeline.type(key), pipeline.pttl(key)));
            }
        }
        List<Hash> hashes = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (int i = 0; i < asked.size(); i++) {
                byte[] key = page.get(i);
                int place = i;
                compare(text(key), asked.get(i))
                        .filter(kind -> !kind.fieldShapes().isEmpty())
                        .ifPresent(kind -> hashes.add(new Hash(
                                place, kind, pipeline.hscan(key, ScanParams.SCAN_POINTER_START_BINARY, PAGES))));
            }
        }
        hashes.forEach(hash -> compareFields(redis, page.get(hash.place()), hash));
    }

    /** Returns the kind of key it is, if it is one with the right type. */
    private Optional<Kind> compare(String key, Asked asked) {
        String type = asked.type().get();
        if (type.equals("none")) {
            return Optional.empty(); // It ended between the page and the question.
        }
        keys++;
        Optional<Kind> match = kinds.stream()
                .filter(kind -> kind.shape().matcher(key).matches())
                .findFirst();
        if (match.isEmpty()) {
            find(key, "unknown-key", "a key of " + String.join(", ", counts.keySet()), "a " + type);
            return match;
        }
        KeyPattern pattern = match.get().pattern();
        counts.merge(pattern.pattern(), 1L, Long::sum);
        compareTtl(key, pattern, asked.milliseconds().get());
        if (!type.equals(pattern.type())) {
            find(key, "wrong-type", pattern.type(), type);
            return Optional.empty();
        }
        return match;
    }

    /** @param milliseconds left to live; -1 without end, -2 where the key ended meanwhile */
    private void compareTtl(String key, KeyPattern pattern, long milliseconds) {
        if (pattern.ttl() == null && milliseconds >= 0) {
            find(key, "unwanted-ttl", "no TTL", milliseconds + " ms");
        } else if (pattern.ttl() != null && milliseconds == -1) {
            find(key, "no-ttl", "a TTL of " + pattern.ttl() + " s at most", "none");
        } else if (pattern.ttl() != null && milliseconds > pattern.ttl() * 1000) {
            find(key, "ttl-too-long", "a TTL of " + pattern.ttl() + " s at most", milliseconds + " ms");
        }
    }

    /** Page by page, because Redis serves nobody else while it lists the fields of a large hash at once. */
    private void compareFields(Jedis redis, byte[] bytes, Hash hash) {
        String key = text(bytes);
        List<String> missing = new ArrayList<>(hash.kind().pattern().required());
        boolean present = false;
        try {
            ScanResult<Map.Entry<byte[], byte[]>> page = hash.fields().get();
            while (page != null) {
                for (Map.Entry<byte[], byte[]> entry : page.getResult()) {
                    present = true;
                    compareField(key, text(entry.getKey()), hash.kind(), missing);
                }
                page = page.isCompleteIteration() ? null : redis.hscan(bytes, page.getCursorAsBytes(), PAGES);
            }
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
                return; // It has become another key since it was asked for its type; the next walk will say so.
            }
            throw e;
        }
        if (present) {
            missing.forEach(name -> find(key, "missing-field", "a field " + name, "none"));
        }
    }

    private void compareField(String key, String field, Kind kind, List<String> missing) {
        missing.remove(field);
        if (!kind.allows(field)) {
            String names = String.join(", ", kind.pattern().fields().keySet());
            find(key, "unknown-field", "no field but " + names, "a field " + field);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void find(String key, String code, String expected, String found) {
        findingCount++;
        if (findings.size() < KEPT) {
            findings.add(new KeyFinding(key, code, expected, found));
        }
    }
}
