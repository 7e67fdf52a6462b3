package org.schemuse.importer.mud.row;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules.Special;

/** The rows that keep what the dump had, number for number, beside what it became. */
final class LegacyRows {
    private final World world;
    private final LegacyIds ids;
    private final JsonValues json;
    private final Charset charset;

    LegacyRows(World world, LegacyIds ids, JsonValues json) {
        this.world = world;
        this.ids = ids;
        this.json = json;
        this.charset = world.charset();
    }

    /** The object as the dump has it; {@code position} is its place among the object records, from 0. */
    void addObject(Batch batch, RawRecord.Entry record, int position) {
        WorldObject object = record.meaning();
        boolean live = world.live(object.dbref());
        WorldTable.LEGACY_OBJECTS
                .beginRow(batch)
                .uuid(ids.legacyObject(object.dbref()))
                .uuid(live ? ids.object(object.dbref()) : null)
                .integer(object.dbref())
                .text(record.name(), charset)
                .integer(written(object.place()))
                .integer(written(object.zone()))
                .integer(written(object.owner()))
                .bigint(object.created())
                .bigint(object.modified())
                .json(json.fields(record))
                .json(live ? null : json.remains(record))
                .integer(position)
                .bigint(object.position().line())
                .bigint(object.position().offset())
                .finishRow();
    }

    /** A reference as the record has it, {@code null} if it has none. */
    private static @Nullable Integer written(int dbref) {
        return dbref == WorldObject.NOTHING || dbref == WorldObject.BY_CHAIN ? null : Integer.valueOf(dbref);
    }

    /** Every value of the password attribute, in clear or crypted as it is. */
    void addPasswords(Batch batch, WorldObject object) {
        AttributeKey password = world.rules().special(Special.PASSWORD).orElse(null);
        for (int i = 0; i < object.attributes().size(); i++) {
            Attribute value = object.attributes().get(i);
            if (value.key().equals(password)) {
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
