package org.schemuse.importer.mud.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.export.StoredJson;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.StoredObject;
import org.schemuse.importer.mud.update.RowChange;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.source.Text;

/**
 * Finds changes that bypassed the audit trail, as far as they contradict {@code legacy_objects}, which only imports write.
 * Asks set by set, without the dump; what it says of values, definitions and mail is only that there are too many or too
 * few, or that they were written after the import.
 */
public final class UnauditedChanges {
    /** The end of the year 9999; the dump's numbers after it are no dates. */
    private static final long LATEST = 253_402_300_799L;

    private static final String OBJECT =
            "SELECT %s AS action, o.id, raw.dbref, o.name, %s AS attribute, %s AS old, %s AS new"
                    + " FROM legacy_objects raw JOIN objects o ON o.id = raw.object_id ";

    private static final List<String> QUERIES = List.of(
            "SELECT 'added' AS action, o.id, NULL::int AS dbref, o.name, NULL AS attribute, NULL AS old, NULL AS new FROM objects o"
                    + " WHERE NOT EXISTS (SELECT FROM legacy_objects raw WHERE raw.object_id = o.id)",
            "SELECT 'removed' AS action, raw.id, raw.dbref, raw.name, NULL AS attribute, NULL AS old, NULL AS new"
                    + " FROM legacy_objects raw LEFT JOIN objects o ON o.id = raw.object_id"
                    + " WHERE o.id IS NULL AND raw.remains IS NULL",
            reference("location", "location_id"),
            reference("zone", "zone_id"),
            """
            SELECT 'changed' AS action, o.id, raw.dbref, o.name, 'owner_id' AS attribute, '#' || target.dbref AS old,
                   o.owner_id::text AS new
            FROM legacy_objects raw
            JOIN objects o ON o.id = raw.object_id
            JOIN legacy_objects target ON target.dbref = raw.owner
            JOIN users owner ON owner.object_id = target.object_id
            WHERE o.owner_id IS DISTINCT FROM owner.id
            """,
            // The aliases of an exit are in its raw name. What is blank or too long is stored otherwise.
            changed("'name'", "raw.name", "o.name")
                    + "WHERE char_length(raw.name) < 255 AND o.name <> '#' || raw.dbref"
                    + " AND o.name NOT IN (raw.name, split_part(raw.name, ';', 1))",
            date("created", "created_at"),
            date("modified", "updated_at"));

    private static final String WRITTEN_LATER = """
            SELECT 'changed' AS action, x.id, raw.dbref, raw.name, x.name AS attribute, NULL AS old, NULL AS new
            FROM <table> x LEFT JOIN legacy_objects raw ON raw.object_id = x.object_id
            WHERE x.updated_at > (SELECT max(finished_at) FROM import_runs WHERE state = 'finished')
            """;

    private final Handle handle;
    private final Dump dump;

    /** Of the world that a connection sees, which should be what an import wrote. */
    public UnauditedChanges(Handle handle, Dump dump) {
        this.handle = handle;
        this.dump = dump;
    }

    private static String changed(String attribute, String old, String now) {
        return OBJECT.formatted("'changed'", attribute, old, now);
    }

    private static String reference(String raw, String column) {
        return "SELECT 'changed' AS action, o.id, raw.dbref, o.name, '" + column
                + "' AS attribute, '#' || target.dbref AS old," + " o." + column + "::text AS new "
                + Verifier.misled(raw, column);
    }

    private static String date(String raw, String column) {
        return changed("'" + column + "'", "to_timestamp(raw." + raw + ")::text", "o." + column + "::text")
                + "WHERE raw." + raw + " BETWEEN 1 AND " + LATEST + " AND o." + column
                + " IS DISTINCT FROM to_timestamp(raw." + raw + ")";
    }

    /** Lists them, one line per column. */
    public void forEach(Consumer<RowChange> listener) {
        QUERIES.forEach(query -> list("objects", query, listener));
        for (String table : List.of("attributes", "attribute_definitions", "channels")) {
            list(table, WRITTEN_LATER.replace("<table>", table), listener);
        }
        listFlags(listener);
    }

    private void list(String table, String query, Consumer<RowChange> listener) {
        handle.createQuery(query)
                .setFetchSize(2_000)
                .map((rs, context) -> new RowChange(
                        rs.getString("action"),
                        table,
                        rs.getObject("id", UUID.class),
                        rs.getObject("dbref", Integer.class),
                        rs.getString("name"),
                        rs.getString("attribute"),
                        rs.getString("old"),
                        rs.getString("new")))
                .useStream(changes -> changes.forEach(listener));
    }

    /** Raw bits take few values, so each pair of bits and names is decoded once. */
    private void listFlags(Consumer<RowChange> listener) {
        Set<List<String>> wrong = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        handle.createQuery("SELECT DISTINCT " + flagFields() + "::text AS bits, array_to_string(o.flags, ' ') AS flags,"
                        + " o.object_type::text AS type FROM legacy_objects raw JOIN objects o ON o.id = raw.object_id")
                .map((rs, context) -> {
                    WorldObject object = withFlags(rs.getString("bits"));
                    String expected = String.join(" ", object.flags());
                    return expected.equals(rs.getString("flags"))
                                    && Verifier.storedAs(object.type()).equals(rs.getString("type"))
                            ? List.<String>of()
                            : List.of(rs.getString("bits"), rs.getString("flags"), rs.getString("type"), expected);
                })
                .forEach(pair -> {
                    if (!pair.isEmpty()) {
                        wrong.add(pair);
                    }
                });
        for (List<String> pair : wrong) {
            handle.createQuery(changed("'flags'", ":expected", "array_to_string(o.flags, ' ')") + "WHERE "
                            + flagFields() + " = :bits::jsonb AND array_to_string(o.flags, ' ') = :flags"
                            + " AND o.object_type::text = :type")
                    .bind("bits", pair.get(0))
                    .bind("flags", pair.get(1))
                    .bind("type", pair.get(2))
                    .bind("expected", pair.get(3))
                    .map((rs, context) -> new RowChange(
                            "changed",
                            "objects",
                            rs.getObject("id", UUID.class),
                            rs.getObject("dbref", Integer.class),
                            rs.getString("name"),
                            "flags, object_type",
                            rs.getString("old"),
                            rs.getString("new")))
                    .forEach(listener);
        }
    }

    /** A document of the fields that type and flags depend on. */
    private String flagFields() {
        return dump.rules().flagFields().stream()
                .map(field -> "'" + field + "', raw.record -> '" + field + "'")
                .collect(Collectors.joining(", ", "jsonb_strip_nulls(jsonb_build_object(", "))"));
    }

    private WorldObject withFlags(String fields) {
        try {
            return dump.object(new StoredObject(
                            new Position(0, 0),
                            0,
                            Text.EMPTY,
                            new StoredObject.References(-1, -1, -1, null, null),
                            Objects.requireNonNull(StoredJson.fields(fields, StandardCharsets.UTF_8)),
                            null,
                            List.of(),
                            List.of(),
                            List.of()))
                    .meaning();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a jsonb column holds no JSON: " + fields, e);
        }
    }

    /**
     * Tables that have more or fewer rows than the import wrote, as lines for people.
     *
     * @param expected rows by table
     */
    public List<String> counts(Map<String, Long> expected) {
        return expected.entrySet().stream()
                .map(table -> {
                    long found = handle.createQuery("SELECT count(*) FROM " + table.getKey())
                            .mapTo(Long.class)
                            .one();
                    return found == table.getValue()
                            ? ""
                            : "table " + table.getKey() + ": expected " + table.getValue() + " rows, found " + found;
                })
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
