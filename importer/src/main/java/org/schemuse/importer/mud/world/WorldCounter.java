package org.schemuse.importer.mud.world;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what a world has, object by object. */
final class WorldCounter {
    private final @Nullable AttributeKey password;
    private final Map<ObjectType, Long> objects = new EnumMap<>(ObjectType.class);
    private long garbage;
    private long values;
    private long userDefined;
    private long passwords;
    private long valuesOnGarbage;
    private long definitions;
    private long parents;
    private long grants;
    private long mail;
    private long keptByOriginal;

    WorldCounter(WorldRules rules) {
        this.password = rules.special(WorldRules.Special.PASSWORD).orElse(null);
    }

    void object(WorldObject object, int record, ObjectTable table) {
        if (object.garbage()) {
            garbage++;
            valuesOnGarbage += object.attributes().size();
            return;
        }
        ObjectType type = object.type();
        objects.merge(type, 1L, Long::sum);
        definitions += object.definitions().size();
        parents += object.parents().size();
        if (type == ObjectType.PLAYER) {
            grants += object.powers().grants().size();
        }
        values(object, record, table);
    }

    private void values(WorldObject object, int record, ObjectTable table) {
        boolean forward = false;
        for (Attribute value : object.attributes()) {
            values++;
            if (!value.key().userDefined()) {
                passwords += value.key().equals(password) ? 1 : 0;
                continue;
            }
            userDefined++;
            int definer = table.slot(value.key().definer());
            boolean backward = definer >= 0 && table.record(definer) < record;
            keptByOriginal += backward ? 1 : 0;
            forward |= !backward;
        }
        // The original server remembers one open reference an object, and the last one takes the place.
        keptByOriginal += forward ? 1 : 0;
    }

    void missingParent() {
        parents--;
    }

    void mail() {
        mail++;
    }

    WorldCounts counts() {
        return new WorldCounts(
                objects.isEmpty() ? Map.of() : new EnumMap<>(objects),
                garbage,
                values,
                userDefined,
                passwords,
                valuesOnGarbage,
                definitions,
                parents,
                grants,
                mail,
                keptByOriginal);
    }
}
