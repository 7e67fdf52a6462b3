package org.schemuse.importer.load.merge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schemuse.importer.mud.row.WorldTable;

/**
 * How the columns of one table are merged, as SQL over the aliases {@code s} (what the newer dump says), {@code cur} (what
 * stands there) and {@code b} (what an import wrote before somebody changed the row; only where {@code t.id} is not null).
 */
final class MergeColumns {
    /** What says where in the dump a row stood, or when; it follows the dump and is nobody's change. */
    private static final List<String> BOOKKEEPING =
            List.of("position", "line", "byte_offset", "created_at", "updated_at");

    /** The audit trail does not know it, so it is people's own as soon as they touch the row. */
    private static final String SECRET = "password_hash";

    /** What the audit trail leaves out of a row counts as not changed: {@code b} has it from {@code cur}. */
    private static final String CHANGED_HERE = "t.id IS NOT NULL AND b.%1$s IS DISTINCT FROM cur.%1$s";

    private static final String CONFLICT =
            CHANGED_HERE + " AND s.%1$s IS DISTINCT FROM b.%1$s AND s.%1$s IS DISTINCT FROM cur.%1$s";

    private final WorldTable table;
    private final List<String> columns;
    private final boolean dumpWins;
    private final String at;

    /** {@code at} is the date that stands where the dump knows none, as SQL. */
    MergeColumns(WorldTable table, boolean dumpWins, String at) {
        this.table = table;
        this.at = at;
        this.columns =
                table.columns().stream().filter(column -> !column.equals("id")).toList();
        this.dumpWins = dumpWins;
    }

    /** The columns of {@link #staged}, with commas between. */
    String names() {
        return String.join(", ", columns)
                + hearing().map(hearing -> ", " + hearing.getKey()).orElse("");
    }

    private String each(String separator, Function<String, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(separator));
    }

    /** A list of select expressions: what each column becomes. */
    String merged() {
        return each(", ", column -> merged(column) + " AS " + column);
    }

    private String merged(String column) {
        String theirs = dumpWins ? CHANGED_HERE + " AND s.%1$s IS NOT DISTINCT FROM b.%1$s" : CHANGED_HERE;
        return switch (column) {
            case "created_at" -> "CASE WHEN s.created_at = " + at + " THEN cur.created_at ELSE s.created_at END";
            case "updated_at" ->
                "CASE WHEN t.id IS NOT NULL OR s.updated_at = " + at + " THEN cur.updated_at ELSE s.updated_at END";
            case "position", "line", "byte_offset" -> "s." + column;
            case SECRET -> "CASE WHEN t.id IS NOT NULL THEN cur.password_hash ELSE s.password_hash END";
            default -> ("CASE WHEN " + theirs + " THEN cur.%1$s ELSE s.%1$s END").formatted(column);
        };
    }

    /** The columns that both sides changed, each its own way, as an array of text. */
    String conflicts() {
        return "array_remove(ARRAY["
                + columns.stream()
                        .filter(column -> !BOOKKEEPING.contains(column) && !column.equals(SECRET))
                        .map(column -> ("CASE WHEN " + CONFLICT + " THEN '%1$s' END").formatted(column))
                        .collect(Collectors.joining(", "))
                + "]::text[], NULL)";
    }

    /** Whether what a row says changes, of a row {@code m} of merged columns. */
    String changed() {
        return differs(
                columns.stream().filter(column -> !BOOKKEEPING.contains(column)).toList());
    }

    /** Whether only its place or dates change. */
    String moved() {
        List<String> bookkeeping =
                columns.stream().filter(BOOKKEEPING::contains).toList();
        return bookkeeping.isEmpty() ? "false" : differs(bookkeeping);
    }

    private static String differs(List<String> columns) {
        return "(" + list("m.", columns) + ") IS DISTINCT FROM (" + list("cur.", columns) + ")";
    }

    private static String list(String alias, List<String> columns) {
        // A row constructor of one column needs the word.
        return "ROW(" + columns.stream().map(column -> alias + column).collect(Collectors.joining(", ")) + ")";
    }

    /** The assignments of an update from {@code m}. */
    String assignments() {
        String assignments = each(
                ", ",
                column -> column.equals("updated_at")
                        ? "updated_at = CASE WHEN m.stale AND m.changed THEN " + at + " ELSE m.updated_at END"
                        : column + " = m." + column);
        return hearing()
                .map(hearing -> assignments + ", " + hearing.getKey() + " = CASE WHEN " + hearing.getValue()
                        + " THEN clock_timestamp() ELSE cur." + hearing.getKey() + " END")
                .orElse(assignments);
    }

    /**
     * The column that says from when on somebody hears what is said, if the table has one, and when it is set again. A
     * trigger keeps it, which is silent while a world is updated.
     */
    private Optional<Map.Entry<String, String>> hearing() {
        return switch (table) {
            case USERS ->
                Optional.of(Map.entry("arrived_at", "m.current_location IS DISTINCT FROM cur.current_location"));
            case CHANNEL_SUBSCRIPTIONS ->
                Optional.of(Map.entry("joined_at", "m.active AND NOT cur.active OR m.channel_id != cur.channel_id"));
            default -> Optional.empty();
        };
    }

    /** Whether the dump does not know when a row was changed. */
    String stale() {
        return columns.contains("updated_at") ? "t.id IS NULL AND s.updated_at = " + at : "false";
    }

    /** What a new row has: all columns but the id are the dump's, and who comes with it hears from now on. */
    String staged() {
        return each(", ", column -> "s." + column)
                + hearing().map(hearing -> ", clock_timestamp()").orElse("");
    }
}
