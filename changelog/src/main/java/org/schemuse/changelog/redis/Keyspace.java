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

    private record Asked(byte[] key, Response<String> type, Response<Long> milliseconds) {
        String name() {
            return text(key);
        }
    }

    /** A hash whose fields the catalog names, and the first page of what it has. */
    private record Hash(byte[] key, Kind kind, Response<ScanResult<Map.Entry<byte[], byte[]>>> fields) {}

    private void compare(Jedis redis, List<byte[]> page) {
        List<Asked> asked = new ArrayList<>(page.size());
        try (Pipeline pipeline = redis.pipelined()) {
            for (byte[] key : page) {
                asked.add(new Asked(key, pipeline.type(key), pipeline.pttl(key)));
            }
        }
        List<Hash> hashes = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (Asked one : asked) {
                // A key that ended between the page and the question is nobody's concern.
                if (!one.type().get().equals("none")) {
                    compare(one.name(), one.type().get(), one.milliseconds().get())
                            .filter(kind -> one.type().get().equals("hash")
                                    && !kind.fieldShapes().isEmpty())
                            .ifPresent(kind -> hashes.add(new Hash(
                                    one.key(),
                                    kind,
                                    pipeline.hscan(one.key(), ScanParams.SCAN_POINTER_START_BINARY, PAGES))));
                }
            }
        }
        hashes.forEach(hash -> compareFields(redis, hash));
    }

    /**
     * Returns the kind of key it is, if it is one with the right type.
     *
     * @param milliseconds left to live; -1 without end, -2 where the key ended meanwhile
     */
    private Optional<Kind> compare(String key, String type, long milliseconds) {
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
        if (pattern.ttl() == null && milliseconds >= 0) {
            find(key, "unwanted-ttl", "no TTL", milliseconds + " ms");
        } else if (pattern.ttl() != null && milliseconds == -1) {
            find(key, "no-ttl", "a TTL of " + pattern.ttl() + " s at most", "none");
        } else if (pattern.ttl() != null && milliseconds > pattern.ttl() * 1000) {
            find(key, "ttl-too-long", "a TTL of " + pattern.ttl() + " s at most", milliseconds + " ms");
        }
        if (!type.equals(pattern.type())) {
            find(key, "wrong-type", pattern.type(), type);
            return Optional.empty();
        }
        return match;
    }

    /** Page by page, because Redis serves nobody else while it lists the fields of a large hash at once. */
    private void compareFields(Jedis redis, Hash hash) {
        String key = text(hash.key());
        List<String> missing = new ArrayList<>(hash.kind().pattern().required());
        boolean present = false;
        try {
            ScanResult<Map.Entry<byte[], byte[]>> page = hash.fields().get();
            while (true) {
                for (Map.Entry<byte[], byte[]> entry : page.getResult()) {
                    present = true;
                    compareField(key, text(entry.getKey()), hash.kind(), missing);
                }
                if (page.isCompleteIteration()) {
                    break;
                }
                page = redis.hscan(hash.key(), page.getCursorAsBytes(), PAGES);
            }
        } catch (JedisDataException e) {
            return; // It has become a key of another type since it was asked for its type; the next walk will say so.
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
