package org.schemuse.importer.mud.world;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which attribute a value is of. Dialects number attributes or name them; some let every object define attributes of its own.
 *
 * @param definer the object that defines the attribute; -1 for one of the whole world
 * @param number of an attribute of the world, or the place, from 0, in the list of its definer; -1 in a dialect that has names
 * @param name in a dialect that has no numbers, else {@code null}
 */
public record AttributeKey(
        int definer, int number, @Nullable String name) {
    private static final AttributeKey[] USUAL = new AttributeKey[256];

    static {
        for (int number = 0; number < USUAL.length; number++) {
            USUAL[number] = new AttributeKey(-1, number, null);
        }
    }

    /** A numbered attribute of the whole world. */
    public static AttributeKey builtin(int number) {
        return number >= 0 && number < USUAL.length ? USUAL[number] : new AttributeKey(-1, number, null);
    }

    /** An attribute that an object defines, at a place, from 0, in its list. */
    public static AttributeKey defined(int definer, int place) {
        return new AttributeKey(definer, place, null);
    }

    /** A named attribute. */
    public static AttributeKey named(String name) {
        return new AttributeKey(-1, -1, name);
    }

    /** Whether an object defines it. */
    public boolean userDefined() {
        return definer >= 0;
    }

    /** What findings call it, if nothing is known of it. */
    public String label() {
        return name != null ? name : "attribute " + number + (userDefined() ? " of #" + definer : "");
    }

    // Compared with every value of a dump, so not by the code that records come with.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof AttributeKey key
                        && key.number == number
                        && key.definer == definer
                        && Objects.equals(key.name, name));
    }

    @Override
    public int hashCode() {
        return (definer * 31 + number) * 31 + (name == null ? 0 : name.hashCode());
    }
}
