package org.schemuse.changelog.redis;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One kind of key.
 *
 * @param pattern the key, with {@code {name}} for each part that varies; such a part holds no colon
 * @param type as the Redis command TYPE says it, such as {@code hash}
 * @param ttl seconds the key lives at most; null for a key that lives until it is empty
 * @param purpose what it is for, in a sentence
 * @param fields of a hash, with their meaning; empty for other types
 */
public record KeyPattern(String pattern, String type, Long ttl, String purpose, Map<String, String> fields) {
    private static final Pattern VARYING = Pattern.compile("\\{\\w+}");

    public KeyPattern {
        fields = Map.copyOf(fields);
    }

    /** What a key of this kind looks like. */
    Pattern shape() {
        StringBuilder shape = new StringBuilder();
        int from = 0;
        for (var part : VARYING.matcher(pattern).results().toList()) {
            shape.append(Pattern.quote(pattern.substring(from, part.start()))).append("[^:]+");
            from = part.end();
        }
        return Pattern.compile(shape + Pattern.quote(pattern.substring(from)));
    }
}
