package org.schemuse.importer.mud.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may pass: the expression that the server's evaluator reads in a lock's text ({@code docs/formats/tinymuse.md}). A
 * text in which {@code [} occurs is executed first, each bracket replaced by its result, and read after that; the
 * expression of such a text shows where the functions stand.
 */
public sealed interface Lock {
    record All(List<Lock> of) implements Lock {}

    record Any(List<Lock> of) implements Lock {}

    record Not(Lock lock) implements Lock {}

    /** Something the player is, carries or is in. */
    record Thing(How how, Target target) implements Lock {}

    /**
     * Whether the player's value of an attribute matches a pattern.
     *
     * @param definer the object that defines the attribute; {@code null} for a built-in one
     * @param on the object whose value is tested instead of the player's; {@code null} for the player
     */
    record Match(
            @Nullable Target definer,
            String attribute,
            @Nullable Target on,
            String pattern) implements Lock {}

    /** A function that stands for a whole term: its result is read in its place. */
    record Function(String text) implements Lock {}

    /** A number, which passes unless it is 0, or what never passes. */
    record Constant(boolean passes) implements Lock {}

    /**
     * An object, by its number or by a name that the server looks up whenever it evaluates the lock.
     *
     * @param dbref -1 with a name
     * @param name {@code null} with a number
     */
    record Target(int dbref, @Nullable String name) {
        public static Target of(int dbref) {
            return new Target(dbref, null);
        }

        public static Target of(String name) {
            return new Target(-1, name);
        }
    }

    /** How an object is meant. */
    enum How {
        /** The player is it, carries it, or is in the zone that it rules. */
        IS_OR_CARRIES,
        IS,
        CARRIES,
        /** Passes whom that object's own lock lets pass, if the holder of this lock may see it. */
        INDIRECT,
        /** The same without asking who may see it. */
        INDIRECT_UNSEEN
    }

    /**
     * A lock and what the server makes of its text.
     *
     * @param settable whether {@code @lock} takes the text, provided that the objects it names exist
     * @param whole whether the evaluator reads the text to its end
     */
    record Parsed(Lock lock, boolean settable, boolean whole) {}

    /** Which attributes a lock can test. */
    @FunctionalInterface
    interface Definitions {
        /** Whether an object defines an attribute of that name that is not dark; true where that is not known. */
        boolean testable(int definer, String attribute);
    }
}
