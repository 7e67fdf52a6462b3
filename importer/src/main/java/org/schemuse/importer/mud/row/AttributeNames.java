package org.schemuse.importer.mud.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.AttributeType;
import org.schemuse.importer.mud.world.Names;
import org.schemuse.importer.mud.world.World;

/**
 * What the values of one object are called, each by a name that no other value of the object has:
 *
 * <ul>
 *   <li>the attribute's name, and for the later of two attributes of one name {@code #12.fuel}, as players write it;
 *   <li>{@code unknown.1004} under a number without a name, {@code #12.[3]} under a definition that is not there;
 *   <li>with {@code ~1}, {@code ~2} … the values that a later one under the same attribute replaced.
 * </ul>
 */
final class AttributeNames {
    private static final int REMEMBERED = 1 << 12;

    private final World world;
    /** The definitions asked for last, since the values of many objects in a row are under the same. */
    private final AttributeKey[] keys = new AttributeKey[REMEMBERED];

    private final @Nullable AttributeType[] types = new AttributeType[REMEMBERED];

    AttributeNames(World world) {
        this.world = world;
    }

    /**
     * What a value is stored as.
     *
     * @param type with the flags of its definition; {@code null} if there is none
     * @param repeat 0 for the value that counts, else the place among the replaced ones, from 1
     */
    record Named(String name, @Nullable AttributeType type, int repeat) {}

    /** One entry a value, in the same order. */
    List<Named> of(List<Attribute> attributes) {
        List<Named> names = new ArrayList<>(attributes.size());
        Set<String> taken = new HashSet<>(attributes.size() * 2);
        for (Attribute attribute : attributes) {
            AttributeType type = type(attribute);
            String name = Names.cut(plain(attribute, type), Names.LONGEST);
            if (!taken.add(name)) {
                return clashing(attributes);
            }
            names.add(new Named(name, type, 0));
        }
        return names;
    }

    /** Where two values would have the same name. */
    private List<Named> clashing(List<Attribute> attributes) {
        Map<AttributeKey, Integer> left = new HashMap<>();
        attributes.forEach(attribute -> left.merge(attribute.key(), 1, Integer::sum));
        Map<AttributeKey, Integer> replaced = new HashMap<>();
        Taken taken = new Taken();
        List<Named> names = new ArrayList<>(attributes.size());
        for (Attribute attribute : attributes) {
            AttributeKey key = attribute.key();
            boolean last = left.merge(key, -1, Integer::sum) == 0;
            int repeat = last ? 0 : replaced.merge(key, 1, Integer::sum);
            AttributeType type = type(attribute);
            names.add(new Named(unique(attribute, type, repeat, taken), type, repeat));
        }
        return names;
    }

    /** {@code null} if nothing defines it. */
    private @Nullable AttributeType type(Attribute attribute) {
        AttributeKey key = attribute.key();
        int place = key.hashCode() & (REMEMBERED - 1);
        if (types[place] == null || !keys[place].equals(key)) {
            keys[place] = key;
            types[place] = lookUp(key).orElse(null);
        }
        return types[place];
    }

    private Optional<AttributeType> lookUp(AttributeKey key) {
        if (!key.userDefined()) {
            return world.rules().attribute(key);
        }
        return world.definition(key.definer(), key.number())
                .map(d -> world.rules().defined(key.number(), d.name().replace('\0', '\ufffd'), d.flags()));
    }

    private static String unique(Attribute attribute, @Nullable AttributeType type, int repeat, Taken taken) {
        String plain = plain(attribute, type);
        String name = Names.cut(repeat == 0 ? plain : plain + "~" + repeat, Names.LONGEST);
        if (taken.names.add(name)) {
            return name;
        }
        String owner = attribute.key().userDefined() ? "#" + attribute.key().definer() : "builtin";
        String base = owner + "." + Names.cut(plain, Names.LONGEST - 40);
        name = repeat == 0 ? base : base + "~" + repeat;
        while (!taken.names.add(name)) {
            name = base + "~" + taken.suffixes.merge(base, 1, Integer::sum);
        }
        return name;
    }

    /** The names of one object so far; of each base the last suffix tried, since thousands may have the same. */
    private static final class Taken {
        private final Set<String> names = new HashSet<>();
        private final Map<String, Integer> suffixes = new HashMap<>();
    }

    private static String plain(Attribute attribute, @Nullable AttributeType type) {
        if (type != null && !type.name().isBlank()) {
            return type.name();
        }
        AttributeKey key = attribute.key();
        if (key.name() != null) {
            return key.name();
        }
        return key.userDefined() ? "#" + key.definer() + ".[" + key.number() + "]" : "unknown." + key.number();
    }
}
