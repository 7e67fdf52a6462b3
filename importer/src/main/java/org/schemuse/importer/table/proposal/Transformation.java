package org.schemuse.importer.table.proposal;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;

/** A way to make texts of a file into texts that a column's type has, as a mapping names it. */
abstract class Transformation {
    private final String key;
    private final String value;

    /** Of this key and value of a mapping; both are empty for a text as it is. */
    Transformation(String key, String value) {
        this.key = key;
        this.value = value;
    }

    /** The text as the type has it; {@code null} if this is no way to read it. */
    abstract @Nullable String apply(String text);

    /** What the value is afterwards, given what it is in the file. */
    Kind kind(Kind found) {
        return Kind.TEXT;
    }

    /** Whether some text shows that this was meant; a separator that no text has shows nothing. */
    boolean isMeant() {
        return true;
    }

    /** Whether what it makes of a text lacks the zone, which the mapping must name. */
    boolean needsZone() {
        return false;
    }

    /** The key of a mapping; empty for a text as it is. */
    String key() {
        return key;
    }

    /** What the key has as its value. */
    String value() {
        return value;
    }

    /** A text as it is. */
    static final class AsItIs extends Transformation {
        AsItIs() {
            super("", "");
        }

        @Override
        String apply(String text) {
            return text;
        }

        @Override
        Kind kind(Kind found) {
            return found;
        }
    }
}
