package org.schemuse.importer.mud.update;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.row.WorldTable;

/**
 * Lists what differs between two states of rows, column by column, under the objects they belong to. Memory does not grow
 * with the number of changes: they come from a cursor, table by table, within the caller's transaction.
 */
final class ChangeListing {
    private static final int AT_A_TIME = 2_000;

    /** Columns that say where in a dump a row was, or when it was written. */
    private static final List<String> BOOKKEEPING = List.of("id", "line", "byte_offset", "updated_at");

    /** Values that are never shown. What an import does not fill (e-mail, profile) is not shown either. */
    private static final List<String> SECRET = List.of("password_hash", "password", "content", "metadata");

    private static final List<String> REFERENCES = List.of(
            "owner_id",
            "location_id",
            "zone_id",
            "home_id",
            "destination_id",
            "current_location",
            "object_id",
            "parent_id",
            "user_id",
            "channel_id",
            "sender_id",
            "recipient_id",
            "definition_id");

    private static final String LABELS = """
            INSERT INTO labels
            SELECT o.id, l.dbref, o.name FROM <world>.objects o LEFT JOIN <world>.legacy_objects l ON l.object_id = o.id
            """;

    /** Objects whose record in the dump is gone have their number where an update recorded that. */
    private static final String FORMER_LABELS = """
            INSERT INTO labels
            SELECT DISTINCT ON (1) (old_data ->> 'object_id')::uuid, (old_data ->> 'dbref')::int, old_data ->> 'name'
            FROM import_changes
            WHERE table_name = 'legacy_objects' AND action = 'removed' AND old_data ->> 'object_id' IS NOT NULL
            ON CONFLICT (id) DO UPDATE SET dbref = coalesce(labels.dbref, excluded.dbref)
            """;

    private static final String OTHER_LABELS = """
            INSERT INTO labels
            SELECT u.id, l.dbref, u.username FROM <world>.users u LEFT JOIN labels l ON l.id = u.object_id
            UNION ALL SELECT c.id, NULL, c.name FROM <world>.channels c
            UNION ALL SELECT d.id, NULL, d.name FROM <world>.attribute_definitions d
            ON CONFLICT DO NOTHING
            """;

    /** OFFSET 0 keeps the planner from making a row's JSON again for each of its columns. */
    private static final String LINES = """
            SELECT d.action, d.id, coalesce((d.x ->> 'dbref')::int, l.dbref) AS dbref, coalesce(l.name, d.x ->> 'name') AS object,
                   <attribute> AS attribute, <from> AS old, <to> AS new
            FROM (SELECT s.*, coalesce(s.new, s.old) AS x FROM (<source>) s OFFSET 0) d
            LEFT JOIN labels l ON l.id = (d.x ->> <holder>)::uuid
            CROSS JOIN LATERAL (
                SELECT key, d.old -> key AS old, d.new -> key AS new FROM jsonb_object_keys(d.old) key
                WHERE d.action = 'changed' AND key NOT IN (<bookkeeping>)
                    AND d.old -> key IS DISTINCT FROM d.new -> key
                UNION ALL
                SELECT <whole>, d.old -> <whole>, d.new -> <whole> WHERE d.action <> 'changed'
            ) k
            ORDER BY 3 NULLS LAST, 4, d.id, k.key
            """;

    private final Handle handle;
    private final String world;

    /** Of a world in a schema, by its quoted name, whose tables temporary ones may hide. */
    ChangeListing(Handle handle, String world) {
        this.handle = handle;
        handle.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        this.world = world;
        handle.execute("CREATE TEMP TABLE labels (id uuid PRIMARY KEY, dbref int, name text) ON COMMIT DROP");
        label(LABELS);
        label(FORMER_LABELS);
        label(OTHER_LABELS);
    }

    /** Adds labels of rows that are not in the world; the query yields id, dbref and name. */
    void label(String sql) {
        handle.createUpdate(sql).define("world", world).execute();
    }

    /**
     * Lists changes of one table.
     *
     * @param source a query that yields {@code action}, {@code id}, and the row before and after as JSON, {@code old} and
     *     {@code new}; keys that {@code old} does not have are not compared
     * @param runs what the query calls the runs it asks for
     */
    void list(WorldTable table, String source, Map<String, UUID> runs, Consumer<RowChange> listener) {
        String whole = whole(table);
        Query query = handle.createQuery(LINES)
                .define("source", source.replace("<table>", table.sqlName()).replace("<world>", world))
                .define("holder", "'" + holder(table) + "'")
                .define("whole", whole == null ? "NULL::text" : "'" + whole + "'")
                .define("bookkeeping", quoted(BOOKKEEPING.stream()))
                .define("attribute", attribute(table))
                .define("from", shown(table, "k.old"))
                .define("to", shown(table, "k.new"))
                .bind("table", table.sqlName())
                .bindMap(runs)
                .setFetchSize(AT_A_TIME);
        query.map((rs, context) -> new RowChange(
                        rs.getString("action"),
                        table.sqlName(),
                        rs.getObject("id", UUID.class),
                        rs.getObject("dbref", Integer.class),
                        rs.getString("object"),
                        rs.getString("attribute"),
                        rs.getString("old"),
                        rs.getString("new")))
                .useStream(lines -> lines.forEach(listener));
    }

    private static String quoted(Stream<String> words) {
        return words.map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    /** The column that leads to the object or user that a row belongs to. */
    private static String holder(WorldTable table) {
        return switch (table) {
            case OBJECTS, USERS -> "id";
            case POWER_GRANTS, CHANNEL_SUBSCRIPTIONS -> "user_id";
            case MESSAGES -> "recipient_id";
            case ATTRIBUTES, ATTRIBUTE_DEFINITIONS, OBJECT_PARENTS, CHANNELS, LEGACY_OBJECTS -> "object_id";
            case LEGACY_PASSWORDS -> "none";
        };
    }

    /** The column whose value is what a row says, shown where the row as a whole was added or removed. */
    private static @Nullable String whole(WorldTable table) {
        return switch (table) {
            case ATTRIBUTES -> "value";
            case OBJECT_PARENTS -> "parent_id";
            case POWER_GRANTS -> "level";
            default -> null;
        };
    }

    private static String attribute(WorldTable table) {
        String ofColumn = "nullif(k.key, " + (whole(table) == null ? "NULL" : "'" + whole(table) + "'") + ")";
        String name = switch (table) {
            case OBJECTS, LEGACY_OBJECTS -> "NULL";
            case USERS -> "CASE WHEN k.key IS NULL THEN 'account' END";
            case ATTRIBUTES -> "d.x ->> 'name'";
            case ATTRIBUTE_DEFINITIONS -> "'definition ' || (d.x ->> 'name')";
            case OBJECT_PARENTS -> "'parent'";
            case POWER_GRANTS -> "'power ' || (d.x ->> 'power')";
            case CHANNELS -> "'channel ' || (d.x ->> 'name')";
            case CHANNEL_SUBSCRIPTIONS ->
                "'channel ' || coalesce((SELECT c.name FROM labels c WHERE c.id = (d.x ->> 'channel_id')::uuid), '')";
            case MESSAGES -> "d.x ->> 'message_type'";
            case LEGACY_PASSWORDS -> "'password'";
        };
        return "nullif(concat_ws(' ', " + name + ", " + ofColumn + "), '')";
    }

    private static String shown(WorldTable table, String value) {
        Stream<String> filled = table.columns().stream().filter(column -> !SECRET.contains(column));
        return "CASE WHEN k.key IN (" + quoted(REFERENCES.stream())
                + ") THEN coalesce((SELECT coalesce('#' || r.dbref, r.name)"
                + " FROM labels r WHERE r.id = (" + value + " #>> '{}')::uuid), " + value + " #>> '{}')"
                + " WHEN k.key IN (" + quoted(filled) + ") THEN CASE WHEN jsonb_typeof(" + value + ") = 'object' AND "
                + "jsonb_exists(" + value + ", 'text') THEN " + value + " ->> 'text' ELSE " + value
                + " #>> '{}' END END";
    }
}
