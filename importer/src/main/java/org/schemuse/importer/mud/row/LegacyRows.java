package org.schemuse.importer.mud.row;

import java.nio.charset.Charset;
import java.util.List;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.mud.format.Dialect.Special;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.HeaderField;
import org.schemuse.importer.mud.format.ObjectHeader;
import org.schemuse.importer.mud.world.World;

/** The rows that keep what the dump had, number for number, beside what it became. */
final class LegacyRows {
    /** In the order of their columns. */
    private static final List<HeaderField> REFERENCES = List.of(
            HeaderField.LOCATION,
            HeaderField.ZONE,
            HeaderField.CONTENTS,
            HeaderField.EXITS,
            HeaderField.FIGHTING,
            HeaderField.LINK,
            HeaderField.NEXT,
            HeaderField.OWNER);

    private final World world;
    private final LegacyIds ids;
    private final JsonValues json;
    private final Charset charset;

    LegacyRows(World world, LegacyIds ids, JsonValues json) {
        this.world = world;
        this.ids = ids;
        this.json = json;
        this.charset = world.reading().charset();
    }

    /** The object as the dump has it; {@code position} is its place among the object records, from 0. */
    void addObject(Batch batch, GameObject object, int position) {
        boolean live = world.live(object.dbref());
        ObjectHeader header = object.header();
        CopyRows rows = WorldTable.LEGACY_OBJECTS.beginRow(batch);
        rows.uuid(ids.legacyObject(object.dbref()))
                .uuid(live ? ids.object(object.dbref()) : null)
                .integer(object.dbref())
                .text(String.valueOf(object.mark()))
                .text(header.name(), charset)
                .text(header.text(HeaderField.COLOURED_NAME), charset);
        for (HeaderField field : REFERENCES) {
            if (header.has(field)) {
                rows.integer(header.dbref(field));
            } else {
                rows.nothing();
            }
        }
        addRest(rows, object);
        rows.json(live ? null : json.remains(object))
                .integer(position)
                .bigint(object.position().line())
                .bigint(object.position().offset())
                .finishRow();
    }

    private void addRest(CopyRows rows, GameObject object) {
        ObjectHeader header = object.header();
        rows.bigint(header.flags())
                .bigint(header.number(HeaderField.MODIFIED))
                .bigint(header.number(HeaderField.CREATED))
                .bigint(header.number(HeaderField.PENNIES))
                .text(header.text(HeaderField.LOCK), charset)
                .text(header.text(HeaderField.POWERS), charset)
                .integerArray(object.parents())
                .integerArray(object.children())
                .json(json.universe(object.universe()));
    }

    /** Every value of the password attribute, in clear or crypted as it is. */
    void addPasswords(Batch batch, GameObject object) {
        int password = world.dialect().number(Special.PASSWORD);
        for (int i = 0; i < object.attributes().size(); i++) {
            Attribute value = object.attributes().get(i);
            if (!value.userDefined() && value.number() == password) {
                WorldTable.LEGACY_PASSWORDS
                        .beginRow(batch)
                        .uuid(ids.password(object.dbref(), i))
                        .integer(object.dbref())
                        .integer(i)
                        .text(value.value(), charset)
                        .finishRow();
            }
        }
    }
}
