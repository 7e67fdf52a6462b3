package org.schemuse.importer.mud.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.Dialect;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.Definition;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.DumpRecord.Mail;
import org.schemuse.importer.mud.format.DumpRecord.Universe;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.HeaderField;
import org.schemuse.importer.mud.format.MudFormats;
import org.schemuse.importer.mud.format.ObjectHeader;
import org.schemuse.importer.source.Text;

/**
 * Reads a world out of its tables, in the order of the dump it came from, and writes it record by record. Memory does not
 * grow with the world: objects, values and definitions come from three cursors side by side.
 */
public final class WorldExport {
    private static final Position NOWHERE = new Position(0, 0);

    private static final String OBJECTS = """
            SELECT position, dbref, mark, name, coloured_name, location, zone, contents, exits, fighting, link, next, owner,
                   flags, modified, created, pennies, lock_text, powers, parents, children, universe::text, remains::text, line,
                   byte_offset
            FROM legacy_objects ORDER BY position
            """;

    /** Under definitions that are not there the value itself keeps the numbers. */
    private static final String VALUES = """
            SELECT l.position, a.position AS place,
                   CASE WHEN jsonb_typeof(a.value) = 'object' AND a.value ? 'text' THEN a.value ->> 'text'
                        ELSE a.value #>> '{}' END AS text,
                   coalesce(d.number, (a.value ->> 'number')::int) AS number,
                   coalesce(definer.dbref, CASE WHEN d.id IS NULL THEN (a.value ->> 'object')::int END, -1) AS object
            FROM attributes a
            JOIN legacy_objects l ON l.object_id = a.object_id
            LEFT JOIN attribute_definitions d ON d.id = a.definition_id
            LEFT JOIN legacy_objects definer ON definer.object_id = d.object_id
            WHERE d.id IS NOT NULL OR (jsonb_typeof(a.value) = 'object' AND a.value ? 'object')
            UNION ALL
            SELECT l.position, p.position, p.password, %d, -1
            FROM legacy_passwords p JOIN legacy_objects l ON l.dbref = p.dbref
            ORDER BY 1, 2 NULLS LAST
            """;

    private static final String DEFINITIONS = """
            SELECT l.position, d.number, d.flags, coalesce(d.declared_object, l.dbref) AS object, d.name
            FROM attribute_definitions d JOIN legacy_objects l ON l.object_id = d.object_id
            ORDER BY l.position, d.number
            """;

    private static final String MAIL = """
            SELECT coalesce((metadata ->> 'from')::int, -1) AS sender, (metadata ->> 'to')::int AS recipient,
                   (metadata ->> 'date')::bigint AS sent, (metadata ->> 'read')::bigint AS read,
                   (metadata ->> 'flags')::int AS flags, content
            FROM messages m WHERE message_type = 'mail' AND position IS NOT NULL
            ORDER BY position
            """;

    private static final List<HeaderField> TEXTS =
            List.of(HeaderField.NAME, HeaderField.COLOURED_NAME, HeaderField.LOCK, HeaderField.POWERS);

    private final Handle handle;
    private final Dialect dialect;
    private final Charset charset;

    /** A world of a dialect, to be written in a charset, over a connection that no row security binds. */
    public WorldExport(Handle handle, Dialect dialect, Charset charset) {
        this.handle = handle;
        this.dialect = dialect;
        this.charset = charset;
    }

    /**
     * The kind of dump that a finished run read.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if this program does not know the format
     */
    public static Dump dump(Handle handle, UUID run) throws IOException {
        String layout = handle.createQuery("SELECT counts ->> 'layout' FROM import_runs WHERE id = :run")
                .bind("run", run)
                .mapTo(String.class)
                .one();
        return MudFormats.all().stored(StoredJson.read(layout));
    }

    /** Writes every object; between the caller's header and the end. */
    public void writeObjects(DumpWriter dump) throws IOException, SQLException {
        String values = VALUES.formatted(dialect.number(Dialect.Special.PASSWORD));
        try (RowCursor objects = new RowCursor(handle, OBJECTS);
                RowCursor attributes = new RowCursor(handle, values);
                RowCursor definitions = new RowCursor(handle, DEFINITIONS)) {
            while (objects.next()) {
                dump.write(object(objects.row(), attributes, definitions));
            }
        }
    }

    /** Writes every mail; behind the end of the objects. */
    public void writeMail(DumpWriter dump) throws IOException, SQLException {
        try (RowCursor mails = new RowCursor(handle, MAIL)) {
            while (mails.next()) {
                ResultSet row = mails.row();
                Long read = row.getObject("read", Long.class);
                dump.write(new Mail(
                        NOWHERE,
                        row.getInt("sender"),
                        row.getInt("recipient"),
                        row.getLong("sent"),
                        read,
                        row.getInt("flags"),
                        text(row.getString("content"))));
            }
        }
    }

    private GameObject object(ResultSet row, RowCursor attributes, RowCursor definitions)
            throws SQLException, IOException {
        int position = row.getInt("position");
        List<Attribute> values = new ArrayList<>();
        List<Definition> defined = new ArrayList<>();
        String remains = row.getString("remains");
        if (remains != null) {
            addRemains(StoredJson.read(remains), values, defined);
        }
        while (attributes.at(position)) {
            ResultSet value = attributes.take();
            // Of a destroyed object only passwords come from here, and they go back to their place among the rest.
            Integer place = value.getObject("place", Integer.class);
            values.add(
                    place == null ? values.size() : Math.min(place, values.size()),
                    new Attribute(
                            NOWHERE, value.getInt("number"), value.getInt("object"), text(value.getString("text"))));
        }
        while (definitions.at(position)) {
            ResultSet definition = definitions.take();
            int flags = dialect.definitionFlags(strings(definition.getArray("flags")));
            defined.add(
                    new Definition(NOWHERE, flags, definition.getInt("object"), text(definition.getString("name"))));
        }
        return new GameObject(
                new Position(row.getLong("line"), row.getLong("byte_offset")),
                row.getString("mark").charAt(0),
                row.getInt("dbref"),
                header(row),
                values,
                integers(row.getArray("parents")),
                integers(row.getArray("children")),
                defined,
                universe(row.getString("universe")),
                true);
    }

    private ObjectHeader header(ResultSet row) throws SQLException {
        ObjectHeader header = new ObjectHeader();
        for (HeaderField field : HeaderField.values()) {
            String column = column(field);
            if (TEXTS.contains(field)) {
                String text = row.getString(column);
                if (text != null) {
                    header.set(field, text(text));
                }
            } else {
                // Some columns are integer, some bigint.
                Number number = (Number) row.getObject(column);
                if (number != null) {
                    header.set(field, number.longValue());
                }
            }
        }
        return header;
    }

    private static String column(HeaderField field) {
        return field == HeaderField.LOCK ? "lock_text" : field.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void addRemains(JsonNode remains, List<Attribute> values, List<Definition> definitions) {
        for (JsonNode value : remains.path("attributes")) {
            values.add(new Attribute(
                    NOWHERE,
                    value.path("number").asInt(),
                    value.path("object").asInt(),
                    text(value.path("text").asText())));
        }
        for (JsonNode definition : remains.path("definitions")) {
            definitions.add(new Definition(
                    NOWHERE,
                    definition.path("flags").asInt(),
                    definition.path("object").asInt(),
                    text(definition.path("name").asText())));
        }
    }

    private Universe universe(String json) throws IOException {
        if (json == null) {
            return null;
        }
        JsonNode universe = StoredJson.read(json);
        List<Text> settings = new ArrayList<>();
        universe.path("settings").forEach(setting -> settings.add(text(setting.asText())));
        return new Universe(universe.path("number").asInt(), settings);
    }

    private Text text(String text) {
        return Text.of(text, charset);
    }

    private static List<Integer> integers(Array array) throws SQLException {
        return Arrays.asList((Integer[]) array.getArray());
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
