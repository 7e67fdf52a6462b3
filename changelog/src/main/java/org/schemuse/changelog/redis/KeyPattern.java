package org.schemuse.changelog.redis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of key.
 *
 * @param pattern the key, with {@code {name}} for each part that varies; such a part holds no colon
 * @param type as the Redis command TYPE says it, such as {@code hash}
 * @param ttl seconds the key lives at most; null for a key that lives until it is empty
 * @param purpose what it is for, in a sentence
 * @param fields of a hash, with their meaning, in the order of the catalog; {@code {name}} stands for any name without a
 *     colon. Empty for other types
 * @param optional those of the fields that need not be there
 */
public record KeyPattern(
        String pattern,
        String type,
        @Nullable Long ttl,
        String purpose,
        Map<String, String> fields,
        Set<String> optional) {
    private static final Pattern VARYING = Pattern.compile("\\{\\w+}");

    public KeyPattern {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        optional = Set.copyOf(optional);
    }

    /** What a key of this kind looks like. */
    Pattern shape() {
        return shape(pattern);
    }

    /** What the names of the fields look like that a hash of this kind may have. */
    List<Pattern> fieldShapes() {
        return fields.keySet().stream().map(KeyPattern::shape).toList();
    }

    /** Fields that every hash of this kind has. */
    List<String> required() {
        return fields.keySet().stream()
                .filter(name ->
                        !optional.contains(name) && !VARYING.matcher(name).find())
                .toList();
    }

    private static Pattern shape(String pattern) {
        StringBuilder shape = new StringBuilder();
        int from = 0;
        for (var part : VARYING.matcher(pattern).results().toList()) {
            shape.append(Pattern.quote(pattern.substring(from, part.start()))).append("[^:]+");
            from = part.end();
        }
        return Pattern.compile(shape + Pattern.quote(pattern.substring(from)));
    }
}
