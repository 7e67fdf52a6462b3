package org.schemuse.importer.mud.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.Definition;
import org.schemuse.importer.source.Text;

/**
 * The record of an object, read back from where an import put it. References are -1 where the record has none.
 *
 * @param fields what {@link RawRecord#fields} gave
 * @param remains what {@link RawRecord.Entry#remains} gave; {@code null} for an object that has rows
 * @param values those that have rows, in the order of the record; of an object without rows only passwords
 * @param places of the values among all of the record, in the same order; {@code null} for one that is not known
 */
public record StoredObject(
        Position position,
        int dbref,
        Text name,
        References references,
        StoredFields fields,
        @Nullable StoredFields remains,
        List<Attribute> values,
        List<@Nullable Integer> places,
        List<Definition> definitions) {
    /** Puts the values where they stood among others of the record, which have none of these places. */
    public void addValues(List<Attribute> others) {
        for (int i = 0; i < values.size(); i++) {
            Integer place = places.get(i);
            others.add(place == null ? others.size() : Math.min(place, others.size()), values.get(i));
        }
    }

    /** The columns that mean the same in every dialect. Dates are seconds since 1970, {@code null} where there is none. */
    public record References(
            int location,
            int zone,
            int owner,
            @Nullable Long created,
            @Nullable Long modified) {}
}
