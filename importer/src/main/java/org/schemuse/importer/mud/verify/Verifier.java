package org.schemuse.importer.mud.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.importer.mud.verify.RowDifference.Kind;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.Channel;
import org.schemuse.importer.mud.world.Names;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldCounts;
import org.schemuse.importer.mud.world.WorldRules;

/**
 * Asks the database what it holds and compares that with what the first reading of the dump counted. The numbers of the
 * loader are not looked at. This is what every import does at its end; {@link WorldVerification} looks at each object.
 */
public final class Verifier {
    /** Objects whose references are right in the dump, by its raw numbers, and yet lead elsewhere in the new tables. */
    private static final String MISLED = """
            SELECT count(*) FILTER (WHERE <location>), count(*) FILTER (WHERE <zone>),
                   count(*) FILTER (WHERE owner.id IS NOT NULL AND o.owner_id IS DISTINCT FROM owner.id)
            FROM legacy_objects raw
            JOIN objects o ON o.id = raw.object_id
            LEFT JOIN legacy_objects location ON location.dbref = raw.location
            LEFT JOIN legacy_objects zone ON zone.dbref = raw.zone
            LEFT JOIN legacy_objects owning ON owning.dbref = raw.owner
            LEFT JOIN users owner ON owner.object_id = owning.object_id
            """.replace("<location>", leadsElsewhere("location", "location_id"))
            .replace("<zone>", leadsElsewhere("zone", "zone_id"));

    /** Of each player the channel list that counts, which is the last. */
    private static final String CHANNEL_LISTS = """
            SELECT DISTINCT ON (a.object_id) a.value #>> '{}'
            FROM attributes a JOIN users u ON u.object_id = a.object_id
            WHERE %s
            ORDER BY a.object_id, a.position DESC
            """;

    private static final String CHANNEL_OBJECTS =
            "SELECT name FROM objects WHERE attributes ->> 'legacy_type' = 'channel'";

    private final Handle handle;

    /** Asks over a connection to the schema of a world. */
    public Verifier(Handle handle) {
        this.handle = handle;
    }

    /** The objects whose reference differs from the raw number, from FROM on. */
    static String misled(String raw, String column) {
        return "FROM legacy_objects raw JOIN objects o ON o.id = raw.object_id"
                + " JOIN legacy_objects target ON target.dbref = raw." + raw
                + " WHERE target.object_id IS NOT NULL AND target.dbref <> raw.dbref"
                + " AND o." + column + " IS DISTINCT FROM target.object_id";
    }

    private static String leadsElsewhere(String target, String column) {
        return target + ".object_id IS NOT NULL AND " + target + ".dbref <> raw.dbref AND o." + column
                + " IS DISTINCT FROM " + target + ".object_id";
    }

    /** The comparison in pieces, which any connection may do in any order; the most laborious first. */
    public static List<Consumer<Handle>> queries(World world, Differences differences) {
        List<Consumer<Handle>> queries = new ArrayList<>();
        queries.add(handle -> new Verifier(handle).compareReferences(differences));
        queries.add(handle -> new Verifier(handle).compareChannels(world, differences));
        queries.add(handle -> new Verifier(handle).compareTypes(world, differences));
        expectedRows(world)
                .forEach((table, rows) ->
                        queries.add(handle -> new Verifier(handle).compareRows(differences, table.sqlName(), rows)));
        return queries;
    }

    /** Everything that is not as it should be; empty if the world is whole. */
    public List<RowDifference> compare(World world) {
        Differences differences = new Differences();
        queries(world, differences).forEach(query -> query.accept(handle));
        return differences.kept();
    }

    /** Rows of every table, and objects of every type. */
    void compareCounts(World world, Differences differences) {
        expectedRows(world).forEach((table, rows) -> compareRows(differences, table.sqlName(), rows));
        compareChannels(world, differences);
        compareTypes(world, differences);
    }

    private void compareReferences(Differences differences) {
        handle.createQuery(MISLED)
                .map((rs, context) -> List.of(rs.getLong(1), rs.getLong(2), rs.getLong(3)))
                .forEach(misled -> {
                    compare(differences, "locations that differ from the dump", 0, misled.get(0));
                    compare(differences, "zones that differ from the dump", 0, misled.get(1));
                    compare(differences, "owners that differ from the dump", 0, misled.get(2));
                });
    }

    private void compareChannels(World world, Differences differences) {
        expectedChannels(world.rules()).forEach((table, rows) -> compareRows(differences, table, rows));
    }

    private void compareTypes(World world, Differences differences) {
        Map<String, Long> found = handle.createQuery("SELECT object_type::text, count(*) FROM objects GROUP BY 1")
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn(1, String.class), row.getColumn(2, Long.class));
                    return all;
                });
        expectedTypes(world.counts())
                .forEach((type, number) ->
                        compare(differences, "objects of type " + type, number, found.getOrDefault(type, 0L)));
    }

    private void compareRows(Differences differences, String table, long expected) {
        long found = handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one();
        compare(differences, "rows in " + table, expected, found);
    }

    private static void compare(Differences differences, String what, long expected, long found) {
        differences.compare(Kind.COUNT, null, what, expected, found);
    }

    private static Map<WorldTable, Long> expectedRows(World world) {
        WorldCounts counts = world.counts();
        long builtins = (long) world.rules().attributes().size()
                + world.unknownNumbers().size();
        Map<WorldTable, Long> rows = new LinkedHashMap<>();
        rows.put(WorldTable.OBJECTS, counts.liveObjects());
        rows.put(WorldTable.USERS, counts.players());
        rows.put(WorldTable.ATTRIBUTE_DEFINITIONS, builtins + counts.definitions());
        rows.put(WorldTable.ATTRIBUTES, counts.values() - counts.passwords());
        rows.put(WorldTable.OBJECT_PARENTS, counts.parents());
        rows.put(WorldTable.POWER_GRANTS, counts.powerGrants());
        rows.put(WorldTable.MESSAGES, counts.mail());
        rows.put(WorldTable.LEGACY_OBJECTS, counts.liveObjects() + counts.garbage());
        return rows;
    }

    /** Channels exist only as names in the lists of players, which are read from the database once more. */
    private Map<String, Long> expectedChannels(WorldRules rules) {
        Set<String> channels = new HashSet<>(
                handle.createQuery(CHANNEL_OBJECTS).mapTo(String.class).list());
        long subscriptions = 0;
        for (String list : channelLists(rules)) {
            Set<String> ofPlayer = subscribed(rules, list).keySet();
            subscriptions += ofPlayer.size();
            channels.addAll(ofPlayer);
        }
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put(WorldTable.CHANNELS.sqlName(), (long) channels.size());
        expected.put(WorldTable.CHANNEL_SUBSCRIPTIONS.sqlName(), subscriptions);
        return expected;
    }

    private List<String> channelLists(WorldRules rules) {
        AttributeKey key = rules.special(WorldRules.Special.CHANNELS).orElse(null);
        if (key == null) {
            return List.of();
        }
        String attribute = key.name() == null
                ? "a.definition_id = (SELECT id FROM attribute_definitions WHERE object_id IS NULL AND number = :key)"
                : "a.definition_id IS NULL AND a.name = :key";
        return handle.createQuery(CHANNEL_LISTS.formatted(attribute))
                .bind("key", key.name() == null ? (Object) key.number() : key.name())
                .mapTo(String.class)
                .list();
    }

    /** The channels of a player's list by the names they are stored under, each with its first entry. */
    static Map<String, Channel> subscribed(WorldRules rules, String list) {
        Map<String, Channel> subscribed = new LinkedHashMap<>();
        for (Channel entry : rules.channels(list)) {
            String name = Names.cut(entry.name(), Names.LONGEST);
            if (!Names.blank(name)) {
                subscribed.putIfAbsent(name, entry);
            }
        }
        return subscribed;
    }

    private static Map<String, Long> expectedTypes(WorldCounts counts) {
        Map<String, Long> types = new LinkedHashMap<>();
        counts.objects().forEach((type, number) -> types.merge(storedAs(type), number, Long::sum));
        return types;
    }

    static String storedAs(ObjectType type) {
        return switch (type) {
            case ROOM, EXIT, PLAYER -> type.name().toLowerCase(Locale.ROOT);
            case THING, UNIVERSE, CHANNEL, UNKNOWN -> "thing";
        };
    }
}
