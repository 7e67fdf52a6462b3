package org.schemuse.importer.mud.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A player's place in the world's order.
 *
 * @param userClass the label of {@code user_class_enum}, or {@code null} if the record does not tell
 * @param grants in the order of the record, each power once
 */
public record Powers(@Nullable String userClass, List<Grant> grants) {
    /** Nothing is known, and nothing granted. */
    public static final Powers NONE = new Powers(null, List.of());

    /** Over whom a power holds; the labels of {@code power_level_enum}. */
    public enum Level {
        YES_IF_LESS("yes-if-less"),
        YES_IF_EQUAL("yes-if-equal"),
        YES("yes");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** One power with its reach. */
    public record Grant(String power, Level level) {
        /** As {@code users.powers} lists it: the name alone only if the power holds over everybody. */
        public String listed() {
            return level == Level.YES ? power : power + ":" + level.label();
        }
    }
}
