package org.schemuse.importer.mud.world;

/** How a name of the dump becomes a name in a column: never blank, never too long, no zero byte. */
public final class Names {
    /** {@code objects.name}, {@code users.username}, {@code attributes.name} and {@code channels.name} in characters. */
    public static final int LONGEST = 255;

    /** As many bytes of a name tell all that its column can hold, and whether it is longer: no character has over four. */
    static final int LONGEST_IN_BYTES = (LONGEST + 1) * 4;

    private static final int NEXT_LINE = 0x85;

    private Names() {}

    /** The name as it is stored for an object. */
    public static String stored(String name, int dbref) {
        String cut = cut(name.replace('\0', '\ufffd'), LONGEST);
        return blank(cut) ? "#" + dbref : cut;
    }

    /** Whether there is nothing to see, by what any server takes for a space: which ones do depends on its locale. */
    public static boolean blank(String name) {
        return name.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE);
    }

    /** The first {@code longest} characters, a character outside the basic plane counted as one as PostgreSQL does. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest || text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
