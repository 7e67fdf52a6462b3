package org.schemuse.importer.mud.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * A world as JSON Lines, for people who leave: one document an object, with all that belongs to it, made by the database
 * itself. Objects that were made since the import are in it too; of the dump's raw numbers and of passwords nothing is.
 */
public final class WorldDocuments {
    /** How objects refer to each other: {@code #12} if the object had a number, else its id. */
    private static final String REFERENCE = "(SELECT coalesce('#' || r.dbref, x.id::text) FROM objects x"
            + " LEFT JOIN legacy_objects r ON r.object_id = x.id WHERE x.id = %s)";

    /** The same for a user, who is meant by his object where he has one. */
    private static final String USER = "(SELECT coalesce('#' || r.dbref, y.username) FROM users y"
            + " LEFT JOIN legacy_objects r ON r.object_id = y.object_id WHERE y.id = %s)";

    private static final String MESSAGES =
            """
            json_build_object('from', %s, 'to', %s, 'sent', m.created_at, 'read', m.read_at,
                'flags', m.metadata -> 'flags', 'text', m.content)
            """.formatted(USER.formatted("m.sender_id"), USER.formatted("m.recipient_id"));

    private static final String PLAYER = """
            (SELECT json_build_object(
                'username', u.username,
                'class', u.user_class,
                'lastLogin', u.last_login,
                'powers', coalesce((SELECT json_object_agg(g.power, g.level ORDER BY g.position, g.power)
                    FROM power_grants g WHERE g.user_id = u.id), '{}'),
                'channels', coalesce((SELECT json_agg(json_build_object(
                        'name', c.name, 'alias', s.alias, 'on', s.active) ORDER BY s.position, c.name)
                    FROM channel_subscriptions s JOIN channels c ON c.id = s.channel_id WHERE s.user_id = u.id), '[]'),
                'mail', coalesce((SELECT json_agg(%s ORDER BY m.position, m.created_at, m.id)
                    FROM messages m WHERE m.recipient_id = u.id AND m.message_type = 'mail'), '[]'))
             FROM users u WHERE u.object_id = o.id)
            """.formatted(MESSAGES);

    /** A typed value is shown as its text; a lock besides as the expression that the text stands for. */
    private static final String ATTRIBUTES = """
            coalesce((SELECT json_agg(json_build_object(
                    'name', a.name,
                    'value', CASE WHEN jsonb_typeof(a.value) = 'object' AND a.value ? 'text' THEN a.value ->> 'text'
                        ELSE a.value #>> '{}' END,
                    'lock', CASE WHEN jsonb_typeof(a.value) = 'object' THEN a.value -> 'lock' END,
                    'flags', a.flags,
                    'definedBy', %s) ORDER BY a.position NULLS LAST, a.name)
                FROM attributes a LEFT JOIN attribute_definitions d ON d.id = a.definition_id
                WHERE a.object_id = o.id), '[]')
            """.formatted(REFERENCE.formatted("d.object_id"));

    private static final String OBJECTS = """
            SELECT json_build_object(
                'id', o.id,
                'dbref', l.dbref,
                'name', o.name,
                'aliases', o.aliases,
                'type', o.object_type,
                'legacyType', o.attributes ->> 'legacy_type',
                'flags', o.flags,
                'owner', %s,
                'location', %s,
                'zone', %s,
                'home', %s,
                'destination', CASE WHEN o.destination_is_home THEN 'home' ELSE %s END,
                'parents', coalesce((SELECT json_agg(%s ORDER BY p.position)
                    FROM object_parents p WHERE p.object_id = o.id), '[]'),
                'description', o.description,
                'created', o.created_at,
                'modified', o.updated_at,
                'attributes', %s,
                'definitions', coalesce((SELECT json_agg(json_build_object('name', d.name, 'flags', d.flags) ORDER BY d.number)
                    FROM attribute_definitions d WHERE d.object_id = o.id), '[]'),
                'player', %s)::text
            FROM objects o LEFT JOIN legacy_objects l ON l.object_id = o.id
            ORDER BY l.position NULLS LAST, o.created_at, o.id
            """.formatted(
                    USER.formatted("o.owner_id"),
                    REFERENCE.formatted("o.location_id"),
                    REFERENCE.formatted("o.zone_id"),
                    REFERENCE.formatted("o.home_id"),
                    REFERENCE.formatted("o.destination_id"),
                    REFERENCE.formatted("p.parent_id"),
                    ATTRIBUTES,
                    PLAYER);

    /** What nobody's object holds. */
    private static final String STRAY_MAIL = """
            SELECT json_build_object('mail', %s)::text
            FROM messages m LEFT JOIN users u ON u.id = m.recipient_id
            WHERE m.message_type = 'mail' AND u.object_id IS NULL
            ORDER BY m.position, m.created_at, m.id
            """.formatted(MESSAGES);

    private final Handle handle;

    /** Of the world that a connection sees which no row security binds. */
    public WorldDocuments(Handle handle) {
        this.handle = handle;
    }

    /** Writes every document and returns how many there are. */
    public long write(OutputStream out) throws IOException, SQLException {
        return write(OBJECTS, out) + write(STRAY_MAIL, out);
    }

    private long write(String query, OutputStream out) throws IOException, SQLException {
        long documents = 0;
        try (RowCursor rows = new RowCursor(handle, query)) {
            while (rows.next()) {
                out.write(rows.row().getString(1).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                documents++;
            }
        }
        return documents;
    }
}
