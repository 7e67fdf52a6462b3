package org.schemuse.changelog.fingerprint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells two fingerprints apart, object by object. What goes with a table that is missing is not told again. */
public final class Comparison {
    private final Map<String, CatalogLine> expected;
    private final Map<String, CatalogLine> found;
    private final boolean timeMakesPartitions;

    private Comparison(Fingerprint expected, Fingerprint found, boolean timeMakesPartitions) {
        this.expected = lines(expected);
        this.found = lines(found);
        this.timeMakesPartitions = timeMakesPartitions;
    }

    /** Every difference, sorted by kind and name. */
    public static List<Difference> between(Fingerprint expected, Fingerprint found) {
        return expected.equals(found) ? List.of() : new Comparison(expected, found, false).differences();
    }

    /** The same, but for partitions that only one of them has: a job makes and drops them as time goes by. */
    public static List<Difference> besidesPartitions(Fingerprint expected, Fingerprint found) {
        return expected.equals(found) ? List.of() : new Comparison(expected, found, true).differences();
    }

    private static Map<String, CatalogLine> lines(Fingerprint fingerprint) {
        return fingerprint.lines().stream()
                .map(CatalogLine::of)
                .collect(Collectors.toMap(CatalogLine::key, line -> line, (one, other) -> one, TreeMap::new));
    }

    private List<Difference> differences() {
        Set<String> oneSided = oneSidedTables();
        List<Difference> differences = new ArrayList<>();
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        for (String key : keys) {
            CatalogLine should = expected.get(key);
            CatalogLine is = found.get(key);
            if (should != null && is != null) {
                differences.addAll(changes(should, is));
            } else if (should != null && counts(should, oneSided)) {
                differences.add(
                        new Difference("missing", should.kind(), should.object(), null, should.definition(), null));
            } else if (is != null && counts(is, oneSided)) {
                differences.add(new Difference("unexpected", is.kind(), is.object(), null, null, is.definition()));
            }
        }
        return differences;
    }

    private Set<String> oneSidedTables() {
        Set<String> tables = new HashSet<>();
        for (Map<String, CatalogLine> side : List.of(expected, found)) {
            for (CatalogLine line : side.values()) {
                boolean holds = line.kind().matches(".*(table|view|composite type)");
                if (holds && !(expected.containsKey(line.key()) && found.containsKey(line.key()))) {
                    tables.add(line.object());
                }
            }
        }
        return tables;
    }

    /** What belongs to a table that only one side has is not a difference of its own. */
    private boolean counts(CatalogLine line, Set<String> oneSided) {
        return !oneSided.contains(line.owner()) && !(timeMakesPartitions && line.isPartition());
    }

    private List<Difference> changes(CatalogLine should, CatalogLine is) {
        List<Difference> changes = new ArrayList<>();
        Set<String> attributes = new TreeSet<>(should.attributes().keySet());
        attributes.addAll(is.attributes().keySet());
        for (String attribute : attributes) {
            @Nullable String wanted = should.attributes().get(attribute);
            @Nullable String present = is.attributes().get(attribute);
            boolean same = wanted == null ? present == null : wanted.equals(present);
            if (!same && !(attribute.equals("place") && othersCameOrWent(should.owner()))) {
                changes.add(new Difference("changed", should.kind(), should.object(), attribute, wanted, present));
            }
        }
        return changes;
    }

    /** A column that was added or dropped moves the later ones, which is reported once. */
    private boolean othersCameOrWent(String table) {
        return !columns(expected, table).equals(columns(found, table));
    }

    private static Set<String> columns(Map<String, CatalogLine> lines, String table) {
        return lines.values().stream()
                .filter(line -> line.kind().endsWith("column") && line.owner().equals(table))
                .map(CatalogLine::object)
                .collect(Collectors.toSet());
    }
}
