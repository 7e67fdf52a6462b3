package org.schemuse.importer.mud.world;

import java.util.Map;

/**
 * What there is in a world, as the first reading counted it. Objects and what belongs to them do not include garbage,
 * which is counted apart.
 *
 * @param objects by type, without garbage
 * @param values attribute values on objects, passwords included
 * @param userDefinedValues those under attributes that objects define
 * @param passwords values of the password attribute, which are not stored as attributes
 * @param valuesOnGarbage values that stay with the raw record of a destroyed object
 * @param parents places in parent lists whose parent exists
 * @param keptByOriginal of the user-defined values, how many the original server would still have after loading and
 *     saving the dump
 */
public record WorldCounts(
        Map<ObjectType, Long> objects,
        long garbage,
        long values,
        long userDefinedValues,
        long passwords,
        long valuesOnGarbage,
        long definitions,
        long parents,
        long powerGrants,
        long mail,
        long keptByOriginal) {
    /** Objects that are not garbage. */
    public long liveObjects() {
        return objects.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Players that are not garbage. */
    public long players() {
        return objects.getOrDefault(ObjectType.PLAYER, 0L);
    }
}
