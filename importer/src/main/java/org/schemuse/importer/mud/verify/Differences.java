package org.schemuse.importer.mud.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;

/**
 * Gathers what differs. The number is exact; of the differences themselves the first {@value #MOST_KEPT} are kept.
 * Several threads may add.
 */
public final class Differences {
    public static final int MOST_KEPT = 10_000;

    private final List<RowDifference> kept = new ArrayList<>();
    private long total;

    synchronized void add(
            RowDifference.Kind kind, @Nullable Integer dbref, String what, String expected, String found) {
        total++;
        if (kept.size() < MOST_KEPT) {
            kept.add(new RowDifference(kind, dbref, what, expected, found));
        }
    }

    /** Two things that should be equal. */
    void compare(
            RowDifference.Kind kind,
            @Nullable Integer dbref,
            String what,
            @Nullable Object expected,
            @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            add(kind, dbref, what, shown(expected), shown(found));
        }
    }

    /** Two dbrefs that should be equal. */
    void compareDbrefs(@Nullable Integer dbref, String what, int expected, int found) {
        if (expected != found) {
            add(RowDifference.Kind.REFERENCE, dbref, what, shownDbref(expected), shownDbref(found));
        }
    }

    private static String shownDbref(int dbref) {
        return dbref == WorldRows.STRANGER ? "an object that is not from the dump" : dbref < 0 ? "none" : "#" + dbref;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "none" : value instanceof String text ? Finding.quote(text) : value.toString();
    }

    /** The differences that are kept; of very many only the first. */
    public synchronized List<RowDifference> kept() {
        return List.copyOf(kept);
    }

    /** How many there are, those that are not kept included. */
    public synchronized long total() {
        return total;
    }
}
