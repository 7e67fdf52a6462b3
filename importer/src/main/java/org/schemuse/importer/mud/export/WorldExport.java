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
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.MudFormats;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.StoredObject;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.Definition;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules.Special;
import org.schemuse.importer.source.Text;

/**
 * Reads a world out of its tables, in the order of the dump it came from, and writes it record by record. Memory does not
 * grow with the world: objects, values and definitions come from three cursors side by side.
 */
public final class WorldExport {
    private static final Position NOWHERE = new Position(0, 0);

    private static final String OBJECTS = """
            SELECT position, dbref, name, location, zone, owner, created, modified, record::text, remains::text, line,
                   byte_offset
            FROM legacy_objects ORDER BY position
            """;

    /** Under definitions that are not there the value itself keeps the numbers; a named attribute has no definition. */
    private static final String VALUES = """
            SELECT l.position, a.position AS place,
                   CASE WHEN jsonb_typeof(a.value) = 'object' AND a.value ? 'text' THEN a.value ->> 'text'
                        ELSE a.value #>> '{}' END AS text,
                   coalesce(d.number, (a.value ->> 'number')::int) AS number,
                   coalesce(definer.dbref, CASE WHEN d.id IS NULL THEN (a.value ->> 'object')::int END, -1) AS object,
                   a.name
            FROM attributes a
            JOIN legacy_objects l ON l.object_id = a.object_id
            LEFT JOIN attribute_definitions d ON d.id = a.definition_id
            LEFT JOIN legacy_objects definer ON definer.object_id = d.object_id
            WHERE d.id IS NOT NULL OR a.position IS NOT NULL
            UNION ALL
            SELECT l.position, p.position, p.password, NULL, -1, NULL
            FROM legacy_passwords p JOIN legacy_objects l ON l.dbref = p.dbref
            ORDER BY 1, 2 NULLS LAST
            """;

    private static final String DEFINITIONS = """
            SELECT l.position, d.number, d.flags, coalesce(d.declared_object, l.dbref) AS object, d.name
            FROM attribute_definitions d JOIN legacy_objects l ON l.object_id = d.object_id
            ORDER BY l.position, d.number
            """;

    private static final String MAIL = """
            SELECT metadata::text AS record, content
            FROM messages m WHERE message_type = 'mail' AND position IS NOT NULL
            ORDER BY position
            """;

    private final Handle handle;
    private final Dump dump;
    private final @Nullable AttributeKey password;
    private final Charset charset;

    /** A world that came from a kind of dump, to be written in a charset, over a connection that no row security binds. */
    public WorldExport(Handle handle, Dump dump, Charset charset) {
        this.handle = handle;
        this.dump = dump;
        this.password = dump.rules().special(Special.PASSWORD).orElse(null);
        this.charset = charset;
    }

    /**
     * The kind of dump that a finished run read.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if this program does not know the format
     */
    public static Dump dump(Handle handle, UUID run) throws IOException {
        return MudFormats.all().stored(counted(handle, run, "layout"));
    }

    private static JsonNode counted(Handle handle, UUID run, String key) throws IOException {
        return StoredJson.read(new ImportLedger(handle).counted(run, key));
    }

    /** What stood before the objects of the dump that a finished run read. */
    public List<RawRecord> frames(UUID run) throws IOException {
        List<RawRecord> frames = new ArrayList<>();
        for (JsonNode frame : counted(handle, run, "frame")) {
            frames.add(dump.frame(new StoredJson(frame, charset)));
        }
        return frames;
    }

    /** Writes every object; between what stands before them and the end. */
    public void writeObjects(DumpWriter writer) throws IOException, SQLException {
        try (RowCursor objects = new RowCursor(handle, OBJECTS);
                RowCursor attributes = new RowCursor(handle, VALUES);
                RowCursor definitions = new RowCursor(handle, DEFINITIONS)) {
            while (objects.next()) {
                writer.write(dump.object(object(objects.row(), attributes, definitions)));
            }
        }
    }

    /** Writes every mail; behind the end of the objects. */
    public void writeMail(DumpWriter writer) throws IOException, SQLException {
        try (RowCursor mails = new RowCursor(handle, MAIL)) {
            while (mails.next()) {
                ResultSet row = mails.row();
                writer.write(dump.mail(
                        Objects.requireNonNull(StoredJson.fields(row.getString("record"), charset)),
                        text(row.getString("content"))));
            }
        }
    }

    private StoredObject object(ResultSet row, RowCursor attributes, RowCursor definitions)
            throws SQLException, IOException {
        int position = row.getInt("position");
        List<Attribute> values = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        while (attributes.at(position)) {
            ResultSet value = attributes.take();
            places.add(value.getObject("place", Integer.class));
            values.add(new Attribute(NOWHERE, key(value), text(value.getString("text"))));
        }
        List<Definition> defined = new ArrayList<>();
        while (definitions.at(position)) {
            ResultSet definition = definitions.take();
            defined.add(new Definition(
                    NOWHERE,
                    strings(definition.getArray("flags")),
                    definition.getInt("object"),
                    text(definition.getString("name"))));
        }
        return new StoredObject(
                new Position(row.getLong("line"), row.getLong("byte_offset")),
                row.getInt("dbref"),
                text(row.getString("name")),
                references(row),
                Objects.requireNonNull(StoredJson.fields(row.getString("record"), charset)),
                StoredJson.fields(row.getString("remains"), charset),
                values,
                places,
                defined);
    }

    /** A password has no name in its row. */
    private AttributeKey key(ResultSet value) throws SQLException {
        String name = value.getString("name");
        if (name == null) {
            return Objects.requireNonNull(password);
        }
        Integer number = value.getObject("number", Integer.class);
        int definer = value.getInt("object");
        if (number == null) {
            return AttributeKey.named(name);
        }
        return definer < 0 ? AttributeKey.builtin(number) : AttributeKey.defined(definer, number);
    }

    private static StoredObject.References references(ResultSet row) throws SQLException {
        return new StoredObject.References(
                dbref(row, "location"),
                dbref(row, "zone"),
                dbref(row, "owner"),
                row.getObject("created", Long.class),
                row.getObject("modified", Long.class));
    }

    private static int dbref(ResultSet row, String column) throws SQLException {
        int dbref = row.getInt(column);
        return row.wasNull() ? WorldObject.NOTHING : dbref;
    }

    private Text text(String text) {
        return Text.of(text, charset);
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
