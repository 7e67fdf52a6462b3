package org.schemuse.importer.mud.world;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes that one object holds a value under. Most hold few, which are compared one by one without a set. */
final class SeenAttributes {
    private static final int FEW = 16;

    private final AttributeKey[] few = new AttributeKey[FEW];
    private int size;
    private @Nullable Set<AttributeKey> many;

    /** Forgets all, for the next object. */
    void clear() {
        size = 0;
        many = null;
    }

    /** Whether there was no value under the same attribute before. */
    boolean add(Attribute attribute) {
        AttributeKey key = attribute.key();
        if (many != null) {
            return many.add(key);
        }
        for (int i = 0; i < size; i++) {
            if (few[i].equals(key)) {
                return false;
            }
        }
        if (size == FEW) {
            many = new HashSet<>(FEW * 4);
            Arrays.stream(few).forEach(many::add);
            return many.add(key);
        }
        few[size++] = key;
        return true;
    }
}
