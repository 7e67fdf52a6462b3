package org.schemuse.importer.mud.row;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.schemuse.importer.mud.world.Lock;
import org.schemuse.importer.mud.world.World;

/** Which attributes the objects of a world define, by name and in whatever case, as locks ask for them. */
final class TestedAttributes implements Lock.Definitions {
    private static final int REMEMBERED = 64;

    private final World world;
    /** By definer: its names in lower case, and whether the first attribute of that name is one that a lock can test. */
    private final Map<Integer, Map<String, Boolean>> names = new HashMap<>();

    TestedAttributes(World world) {
        this.world = world;
    }

    @Override
    public boolean testable(int definer, String attribute) {
        Map<String, Boolean> defined = names.get(definer);
        if (defined == null) {
            defined = namesOf(definer);
            if (names.size() == REMEMBERED) {
                names.clear();
            }
            names.put(definer, defined);
        }
        return defined.getOrDefault(attribute.toLowerCase(Locale.ROOT), false);
    }

    private Map<String, Boolean> namesOf(int definer) {
        int count = world.live(definer) ? world.definitionCount(definer) : 0;
        Map<String, Boolean> defined = new HashMap<>();
        for (int i = 0; i < count; i++) {
            World.UserDefinition definition = world.definition(definer, i).orElseThrow();
            boolean dark = world.rules()
                    .defined(i, definition.name(), definition.flags())
                    .flags()
                    .contains("dark");
            defined.putIfAbsent(definition.name().toLowerCase(Locale.ROOT), !dark);
        }
        return defined;
    }
}
