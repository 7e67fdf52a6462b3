package org.schemuse.importer.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.dump.ObjectType;
import org.schemuse.importer.row.Table;
import org.schemuse.importer.world.World;
import org.schemuse.importer.world.WorldCounts;

/**
 * Asks the database what it holds and compares that with what the first reading of the dump counted. The numbers of the
 * loader are not looked at.
 */
public final class Verifier {
    /** References that are right in the dump, by its raw numbers, and yet lead elsewhere in the new tables. */
    private static final Map<String, String> REFERENCES = Map.of(
            "locations that differ from the dump",
            misled("location", "location_id"),
            "zones that differ from the dump",
            misled("zone", "zone_id"),
            "owners that differ from the dump",
            """
            SELECT count(*) FROM legacy_objects raw
            JOIN objects o ON o.id = raw.object_id
            JOIN legacy_objects target ON target.dbref = raw.owner
            JOIN users owner ON owner.object_id = target.object_id
            WHERE o.owner_id IS DISTINCT FROM owner.id
            """);

    private final Handle handle;

    public Verifier(Handle handle) {
        this.handle = handle;
    }

    private static String misled(String raw, String column) {
        return "SELECT count(*) FROM legacy_objects raw JOIN objects o ON o.id = raw.object_id"
                + " JOIN legacy_objects target ON target.dbref = raw." + raw
                + " WHERE target.object_id IS NOT NULL AND target.dbref <> raw.dbref"
                + " AND o." + column + " IS DISTINCT FROM target.object_id"
                // Before version 5 the line meant something else on rooms and exits.
                + " AND raw.link IS NOT NULL";
    }

    /** Everything that is not as it should be; empty if the world is whole. */
    public List<Discrepancy> compare(World world) {
        List<Discrepancy> discrepancies = new ArrayList<>();
        expectedRows(world)
                .forEach((table, expected) -> compare(
                        discrepancies,
                        "rows in " + table.sqlName(),
                        expected,
                        "SELECT count(*) FROM " + table.sqlName()));
        expectedTypes(world.counts())
                .forEach((type, expected) -> compare(
                        discrepancies,
                        "objects of type " + type,
                        expected,
                        "SELECT count(*) FROM objects WHERE object_type = '" + type + "'"));
        REFERENCES.forEach((what, query) -> compare(discrepancies, what, 0, query));
        return discrepancies;
    }

    private void compare(List<Discrepancy> discrepancies, String what, long expected, String query) {
        long found = handle.createQuery(query).mapTo(Long.class).one();
        if (found != expected) {
            discrepancies.add(new Discrepancy(what, expected, found));
        }
    }

    private static Map<Table, Long> expectedRows(World world) {
        WorldCounts counts = world.counts();
        long builtins = (long) world.dialect().attributes().size()
                + world.unknownNumbers().size();
        Map<Table, Long> rows = new LinkedHashMap<>();
        rows.put(Table.OBJECTS, counts.liveObjects());
        rows.put(Table.USERS, counts.players());
        rows.put(Table.ATTRIBUTE_DEFINITIONS, builtins + counts.definitions());
        rows.put(Table.ATTRIBUTES, counts.values() - counts.passwords());
        rows.put(Table.OBJECT_PARENTS, counts.parents());
        rows.put(Table.POWER_GRANTS, counts.powerGrants());
        rows.put(Table.MESSAGES, counts.mail());
        rows.put(Table.LEGACY_OBJECTS, counts.liveObjects() + counts.garbage());
        return rows;
    }

    private static Map<String, Long> expectedTypes(WorldCounts counts) {
        Map<String, Long> types = new LinkedHashMap<>();
        counts.objects().forEach((type, number) -> types.merge(storedAs(type), number, Long::sum));
        return types;
    }

    private static String storedAs(ObjectType type) {
        return switch (type) {
            case ROOM, EXIT, PLAYER -> type.name().toLowerCase(Locale.ROOT);
            case THING, UNIVERSE, CHANNEL, UNKNOWN -> "thing";
        };
    }
}
