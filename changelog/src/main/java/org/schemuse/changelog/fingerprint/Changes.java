package org.schemuse.changelog.fingerprint;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read again between two looks at a database, as it was before and as it is after; all else is the same in both.
 */
public final class Changes {
    private final Map<Unit, List<String>> before;
    private final Map<Unit, List<String>> after;

    Changes(Map<Unit, List<String>> before, Map<Unit, List<String>> after) {
        this.before = before;
        this.after = after;
    }

    /** These and those that came after them, as one. */
    public Changes then(Changes later) {
        Map<Unit, List<String>> first = new HashMap<>(later.before);
        first.putAll(before);
        Map<Unit, List<String>> last = new HashMap<>(after);
        last.putAll(later.after);
        return new Changes(first, last);
    }

    /** How the database differs after them from what it was before. */
    public List<Difference> differences() {
        return Comparison.between(of(before), of(after));
    }

    private static Fingerprint of(Map<Unit, List<String>> lines) {
        return new Fingerprint(
                lines.values().stream().flatMap(Collection::stream).toList());
    }
}
