package org.schemuse.cli.report;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.update.RowChange;

/** Changes of rows as text: one line each; if there are very many, only the first hundred. */
final class ChangesText {
    private static final int MOST_SHOWN = 100;
    private static final int LONGEST_VALUE = 60;

    private ChangesText() {}

    /** Adds the lines of the first changes, and how many more there are. */
    static void add(Iterable<RowChange> changes, long count, List<String> lines) {
        Iterator<RowChange> each = changes.iterator();
        for (int i = 0; i < MOST_SHOWN && each.hasNext(); i++) {
            lines.add("  " + line(each.next()));
        }
        if (count > MOST_SHOWN) {
            lines.add(String.format(Locale.ROOT, "  ... and %,d more; --json lists all of them", count - MOST_SHOWN));
        }
    }

    static String line(RowChange change) {
        StringBuilder line = new StringBuilder();
        if (change.dbref() != null) {
            line.append('#').append(change.dbref()).append(' ');
        }
        line.append(change.object() == null ? change.table() + " " + change.row() : change.object());
        if (change.attribute() != null) {
            line.append(", ").append(change.attribute());
        }
        line.append(": ").append(change.action());
        if (change.from() != null || change.to() != null) {
            line.append(change.action().equals("changed") ? " from " + shown(change.from()) + " to " : ": ")
                    .append(shown(
                            change.to() == null && !change.action().equals("changed") ? change.from() : change.to()));
        }
        return line.toString();
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "nothing";
        }
        String flat = value.replaceAll("\\R", " ");
        return "'" + (flat.length() > LONGEST_VALUE ? flat.substring(0, LONGEST_VALUE) + "..." : flat) + "'";
    }

    static String count(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }
}
