package org.schemuse.importer.mud.verify;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.export.RowCursor;
import org.schemuse.importer.mud.verify.RowDifference.Kind;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.Names;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.Powers;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.mud.world.WorldRules.Special;
import org.schemuse.importer.source.Text;

/**
 * Compares what became of each object in the new tables with what its record means: names, types, flags, dates, every
 * reference, parents, grants, subscriptions. The rows come from cursors in the order of the dump, side by side.
 */
final class WorldRows implements AutoCloseable {
    /** In the place of a dbref: something that is there, but not from the dump. */
    static final int STRANGER = -2;

    /** The end of the year 9999; beyond it a number is no date of anybody's. */
    private static final long LATEST = 253_402_300_799L;

    private static final String OBJECTS =
            """
            SELECT l.position, l.dbref, o.id IS NOT NULL AS there, o.name, o.object_type::text AS type, o.description,
                   o.flags, o.aliases, o.destination_is_home, extract(epoch FROM o.created_at)::bigint AS created,
                   extract(epoch FROM o.updated_at)::bigint AS modified, %s, %s, %s, %s,
                   CASE WHEN o.owner_id IS NULL THEN -1 ELSE coalesce(owner.dbref, -2) END AS owner,
                   extract(epoch FROM u.created_at)::bigint AS user_created,
                   extract(epoch FROM u.updated_at)::bigint AS user_modified, u.id IS NOT NULL AS is_user, u.username, u.user_class::text AS class, u.powers,
                   extract(epoch FROM u.last_login)::bigint AS last_login,
                   CASE WHEN u.current_location IS NULL THEN -1 ELSE coalesce(place.dbref, -2) END AS place
            FROM legacy_objects l
            LEFT JOIN objects o ON o.id = l.object_id
            LEFT JOIN legacy_objects location ON location.object_id = o.location_id
            LEFT JOIN legacy_objects zone ON zone.object_id = o.zone_id
            LEFT JOIN legacy_objects home ON home.object_id = o.home_id
            LEFT JOIN legacy_objects destination ON destination.object_id = o.destination_id
            LEFT JOIN users owning ON owning.id = o.owner_id
            LEFT JOIN legacy_objects owner ON owner.object_id = owning.object_id
            LEFT JOIN users u ON u.object_id = o.id
            LEFT JOIN legacy_objects place ON place.object_id = u.current_location
            ORDER BY l.position
            """.formatted(reference("location"), reference("zone"), reference("home"), reference("destination"));

    private static final String PARENTS = """
            SELECT l.position, coalesce(parent.dbref, -2) AS parent
            FROM object_parents p
            JOIN legacy_objects l ON l.object_id = p.object_id
            LEFT JOIN legacy_objects parent ON parent.object_id = p.parent_id
            ORDER BY l.position, p.position
            """;

    private static final String GRANTS = """
            SELECT l.position, g.power || ' ' || g.level::text AS granted
            FROM power_grants g
            JOIN users u ON u.id = g.user_id
            JOIN legacy_objects l ON l.object_id = u.object_id
            ORDER BY l.position, g.position, g.power
            """;

    private static final String SUBSCRIPTIONS = """
            SELECT l.position, c.name || ' ' || coalesce(s.alias, '') || CASE WHEN s.active THEN '' ELSE ' (off)' END AS entry
            FROM channel_subscriptions s
            JOIN channels c ON c.id = s.channel_id
            JOIN users u ON u.id = s.user_id
            JOIN legacy_objects l ON l.object_id = u.object_id
            ORDER BY l.position, s.position, c.name
            """;

    private static final String CHANNELS = """
            SELECT c.name, CASE WHEN c.object_id IS NULL THEN -1 ELSE coalesce(l.dbref, -2) END AS object,
                   CASE WHEN c.owner_id IS NULL THEN -1 ELSE coalesce(owner.dbref, -2) END AS owner
            FROM channels c
            LEFT JOIN legacy_objects l ON l.object_id = c.object_id
            LEFT JOIN users u ON u.id = c.owner_id
            LEFT JOIN legacy_objects owner ON owner.object_id = u.object_id
            ORDER BY c.name
            """;

    private final Handle handle;
    private final World world;
    private final WorldRules rules;
    private final Differences differences;
    private final RowCursor objects;
    private final RowCursor parents;
    private final RowCursor grants;
    private final RowCursor subscriptions;

    /** By name, with the dbref of the object that is the channel, or -1. */
    private final Map<String, Integer> channels = new HashMap<>();

    WorldRows(Handle handle, World world, Differences differences) throws SQLException {
        this.handle = handle;
        this.world = world;
        this.rules = world.rules();
        this.differences = differences;
        this.objects = new RowCursor(handle, OBJECTS);
        this.parents = new RowCursor(handle, PARENTS);
        this.grants = new RowCursor(handle, GRANTS);
        this.subscriptions = new RowCursor(handle, SUBSCRIPTIONS);
    }

    private static String reference(String name) {
        return "CASE WHEN o." + name + "_id IS NULL THEN -1 ELSE coalesce(" + name + ".dbref, -2) END AS " + name;
    }

    /** Moves to the next object of the database, in the order in which an export meets them. */
    void advance() throws SQLException {
        objects.next();
    }

    /** Compares the current object's rows with its record in the dump. */
    void compare(WorldObject record) throws SQLException {
        ResultSet row = objects.row();
        int dbref = record.dbref();
        boolean live = world.live(dbref);
        differences.compare(Kind.OBJECT, dbref, "row in objects", live, row.getBoolean("there"));
        if (live && row.getBoolean("there")) {
            compareRow(record, row);
            compareReferences(record, row);
            compareParents(record, row.getInt("position"));
            ObjectType type = record.type();
            if (type == ObjectType.PLAYER) {
                comparePlayer(record, row);
            } else if (type == ObjectType.CHANNEL) {
                channels.put(name(record), dbref);
            }
        }
    }

    private void same(WorldObject record, String what, @Nullable Object expected, @Nullable Object found) {
        differences.compare(Kind.ROW, record.dbref(), what, expected, found);
    }

    private void compareRow(WorldObject record, ResultSet row) throws SQLException {
        compareNames(record, row);
        same(record, "objects.object_type", Verifier.storedAs(record.type()), row.getString("type"));
        same(record, "objects.description", text(record, Special.DESCRIPTION), row.getString("description"));
        same(record, "objects.flags", record.flags(), strings(row, "flags"));
        compareDate(record, "objects.created_at", record.created(), row, "created");
        compareDate(record, "objects.updated_at", record.modified(), row, "modified");
    }

    private void compareNames(WorldObject record, ResultSet row) throws SQLException {
        same(record, "objects.name", name(record), row.getString("name"));
        List<String> aliases = record.aliases().stream().map(this::decoded).toList();
        same(record, "objects.aliases", aliases, strings(row, "aliases"));
    }

    /** Where the dump knows no date, there is none. */
    private void compareDate(WorldObject record, String what, @Nullable Long expected, ResultSet row, String column)
            throws SQLException {
        Long date = expected != null && isDate(expected) ? expected : null;
        same(record, what, date, row.getObject(column, Long.class));
    }

    private void compareReferences(WorldObject record, ResultSet row) throws SQLException {
        int dbref = record.dbref();
        ObjectType type = record.type();
        boolean leads = type == ObjectType.EXIT || type == ObjectType.ROOM;
        int link = world.live(world.link(dbref)) ? world.link(dbref) : -1;
        differences.compareDbrefs(dbref, "owner", world.owner(dbref), row.getInt("owner"));
        differences.compareDbrefs(dbref, "location", world.location(dbref), row.getInt("location"));
        differences.compareDbrefs(dbref, "zone", world.zone(dbref), row.getInt("zone"));
        differences.compareDbrefs(dbref, "home", leads ? -1 : link, row.getInt("home"));
        differences.compareDbrefs(dbref, "destination", leads ? link : -1, row.getInt("destination"));
        boolean home = leads && world.leadsHome(dbref);
        differences.compare(Kind.REFERENCE, dbref, "destination is home", home, row.getBoolean("destination_is_home"));
    }

    private void compareParents(WorldObject record, int position) throws SQLException {
        List<Integer> expected = record.parents().stream().filter(world::live).toList();
        List<Integer> found = new ArrayList<>();
        while (parents.at(position)) {
            found.add(parents.take().getInt("parent"));
        }
        differences.compare(Kind.PARENTS, record.dbref(), "parents", expected, found);
    }

    private void comparePlayer(WorldObject player, ResultSet row) throws SQLException {
        int dbref = player.dbref();
        Powers powers = player.powers();
        differences.compare(Kind.OBJECT, dbref, "row in users", true, row.getBoolean("is_user"));
        if (!row.getBoolean("is_user")) {
            return;
        }
        same(player, "users.username", world.username(dbref, name(player)), row.getString("username"));
        same(
                player,
                "users.user_class",
                powers.userClass() == null ? "visitor" : powers.userClass(),
                row.getString("class"));
        same(
                player,
                "users.powers",
                powers.grants().stream().map(Powers.Grant::listed).toList(),
                strings(row, "powers"));
        compareDate(player, "users.created_at", player.created(), row, "user_created");
        compareDate(player, "users.updated_at", player.modified(), row, "user_modified");
        same(player, "users.last_login", lastLogin(player), row.getObject("last_login", Long.class));
        differences.compareDbrefs(dbref, "users.current_location", world.location(dbref), row.getInt("place"));
        List<String> granted = powers.grants().stream()
                .map(grant -> grant.power() + " " + grant.level().label())
                .toList();
        int position = row.getInt("position");
        differences.compare(Kind.GRANTS, dbref, "grants", granted, taken(grants, position, "granted"));
        differences.compare(
                Kind.CHANNELS, dbref, "subscriptions", subscribed(player), taken(subscriptions, position, "entry"));
    }

    private @Nullable Long lastLogin(WorldObject player) {
        String text = text(player, Special.LAST_CONNECTED);
        String digits = text == null ? "" : text.strip();
        boolean date = digits.matches("[0-9]{1,12}");
        long seconds = date ? Long.parseLong(digits) : 0;
        return isDate(seconds) ? Long.valueOf(seconds) : null;
    }

    static boolean isDate(long seconds) {
        return seconds > 0 && seconds <= LATEST;
    }

    private List<String> subscribed(WorldObject player) {
        String list = text(player, Special.CHANNELS);
        List<String> entries = new ArrayList<>();
        if (list != null) {
            Verifier.subscribed(rules, list).forEach((name, entry) -> {
                channels.putIfAbsent(name, -1);
                String alias = entry.alias() == null ? "" : entry.alias();
                entries.add(name + " " + alias + (entry.on() ? "" : " (off)"));
            });
        }
        return entries;
    }

    private static List<String> taken(RowCursor cursor, int position, String column) throws SQLException {
        List<String> taken = new ArrayList<>();
        while (cursor.at(position)) {
            taken.add(cursor.take().getString(column));
        }
        return taken;
    }

    /** Compares the channels, once every player's list and every channel object was seen. */
    void compareChannels() throws SQLException {
        try (RowCursor rows = new RowCursor(handle, CHANNELS)) {
            while (rows.next()) {
                ResultSet row = rows.row();
                String name = row.getString("name");
                Integer object = channels.remove(name);
                if (object == null) {
                    differences.compare(Kind.CHANNELS, null, "channel", null, name);
                } else {
                    String what = "of channel " + name;
                    differences.compareDbrefs(null, "object " + what, object, row.getInt("object"));
                    differences.compareDbrefs(
                            null, "owner " + what, object < 0 ? -1 : world.owner(object), row.getInt("owner"));
                }
            }
        }
        channels.keySet().forEach(name -> differences.compare(Kind.CHANNELS, null, "channel", name, null));
    }

    private String name(WorldObject record) {
        return Names.stored(decoded(record.ownName()), record.dbref());
    }

    /** The last value of an attribute, which is the one that counts; {@code null} without one. */
    private @Nullable String text(WorldObject record, Special attribute) {
        AttributeKey key = rules.special(attribute).orElse(null);
        String text = null;
        for (Attribute value : record.attributes()) {
            if (value.key().equals(key)) {
                text = decoded(value.value());
            }
        }
        return text;
    }

    private String decoded(Text text) {
        return text.decode(world.charset()).replace('\0', '\ufffd');
    }

    /** What an array has; {@code NULL} where somebody wrote that in its place, which no import does. */
    private static List<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of("NULL") : Arrays.asList((String[]) array.getArray());
    }

    @Override
    public void close() throws SQLException {
        objects.close();
        parents.close();
        grants.close();
        subscriptions.close();
    }
}
