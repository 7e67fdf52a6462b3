package org.schemuse.importer.mud.update;

import org.jdbi.v3.core.Handle;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.target.TargetSchema;

/**
 * Whether a staged dump is a later state of the world in the schema: at least half of the objects of the smaller of the two
 * have the same number, name and creation date in both.
 *
 * @param same objects with the same number, name and creation date; two unknown dates are the same
 * @param staged objects in the dump
 * @param present objects that the world's latest dump had
 */
public record SameWorld(long same, long staged, long present) {
    private static final int LEAST_PERCENT = 50;

    /** Compares; the staged tables are in front. */
    public static SameWorld compare(TargetSchema schema, Handle handle) {
        handle.begin();
        schema.showEverything(handle);
        SameWorld compared = handle.createQuery("""
                        SELECT count(*) FILTER (WHERE s.name = w.name AND nullif(s.created, 0) IS NOT DISTINCT FROM nullif(w.created, 0))
                                   AS same,
                               count(s.id) AS staged, count(w.id) AS present
                        FROM pg_temp.legacy_objects s FULL JOIN <world>.legacy_objects w ON w.dbref = s.dbref
                        """)
                .define("world", schema.quotedName())
                .map((rs, context) -> new SameWorld(rs.getLong("same"), rs.getLong("staged"), rs.getLong("present")))
                .one();
        handle.rollback();
        return compared;
    }

    /** Refuses a dump of another world, by the name of its file. */
    public void require(TargetSchema schema, String dump) {
        long smaller = Math.min(staged, present);
        if (same * 100 < smaller * LEAST_PERCENT) {
            throw new UnusableDumpException(dump + ": is not a later dump of the world in schema \"" + schema.name()
                    + "\": expected at least half of " + smaller
                    + " objects with the same number, name and creation date, found " + same
                    + "; to update from it anyway, add --allow-other-world");
        }
    }
}
