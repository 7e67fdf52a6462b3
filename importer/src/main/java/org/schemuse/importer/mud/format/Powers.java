package org.schemuse.importer.mud.format;

import java.util.List;

/**
 * A player's place in the world's order.
 *
 * @param userClass the label of {@code user_class_enum}, or {@code null} if the number means nothing
 * @param classNumber as the dump has it; 0 if it has none
 * @param grants in the order of the dump, each power once
 * @param unknown power numbers without a name
 */
public record Powers(String userClass, int classNumber, List<Grant> grants, List<Integer> unknown) {
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
