package org.schemuse.importer.world;

/** How a name of the dump becomes a name in a column: never blank, never too long, no zero byte. */
public final class Names {
    /** {@code objects.name}, {@code users.username}, {@code attributes.name} and {@code channels.name} in characters. */
    public static final int LONGEST = 255;

    /** No charset of a dump takes more bytes for a character. */
    static final int MOST_BYTES_A_CHARACTER = 4;

    private Names() {}

    /** The name as it is stored for an object. */
    public static String stored(String name, int dbref) {
        String cut = cut(name.replace('\0', '\ufffd'), LONGEST);
        return cut.isBlank() ? "#" + dbref : cut;
    }

    /** The first {@code longest} characters, a character outside the basic plane counted as one as PostgreSQL does. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest || text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
