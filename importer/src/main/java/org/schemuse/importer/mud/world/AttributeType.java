package org.schemuse.importer.mud.world;

import java.util.List;

/**
 * What is known of an attribute apart from its values.
 *
 * @param number -1 in a dialect that has names
 * @param flags as words
 */
public record AttributeType(int number, String name, List<String> flags, Kind kind) {
    /** How a value is to be understood beyond its text. */
    public enum Kind {
        PLAIN,
        LOCK,
        DATE,
        DBREFS
    }
}
