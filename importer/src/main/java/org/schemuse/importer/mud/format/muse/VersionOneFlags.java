package org.schemuse.importer.mud.format.muse;

/** The flags of the first versions: two bits of type in version 1, and a player's class inside the type up to 5. */
final class VersionOneFlags {
    private static final int THING = 1;
    private static final int PLAYER = 3;
    private static final long FORMER_KEY = 0x8;
    private static final long FORMER_WIZARD = 0x10;
    private static final long FORMER_LINK_OK = 0x20;
    private static final long FORMER_GUEST = 0x800;
    private static final long FORMER_MEMBER = 0x2000;
    private static final long FORMER_CHOWN_OK = 0x40000;
    private static final long KEY = 0x10;
    private static final long CHOWN_OK = 0x20;
    private static final long INHERIT_POWERS = 0x2000;
    private static final long LINK_OK = 0x40000;

    private VersionOneFlags() {}

    /** The flags of version 1 as version 2 writes them, four bits of type with the class of players among them. */
    static long upgraded(long flags, int dbref) {
        int type = (int) (flags & 3);
        boolean wizard = (flags & FORMER_WIZARD) != 0;
        boolean member = (flags & FORMER_MEMBER) != 0;
        long moved = 3 | FORMER_KEY | FORMER_WIZARD | FORMER_LINK_OK | FORMER_MEMBER | FORMER_CHOWN_OK;
        long result = flags & ~moved;
        result |= (flags & FORMER_LINK_OK) != 0 ? LINK_OK : 0;
        result |= (flags & FORMER_CHOWN_OK) != 0 ? CHOWN_OK : 0;
        if (type == PLAYER) {
            boolean guest = (flags & FORMER_GUEST) != 0;
            int playerType = dbref == 1 ? 0xf : wizard ? 0xe : member ? 0xa : guest ? 0x8 : 0x9;
            return (playerType == 0x8 ? result & ~FORMER_GUEST : result) | playerType;
        }
        result |= type == THING && (flags & FORMER_KEY) != 0 ? KEY : 0;
        result |= wizard ? INHERIT_POWERS : 0;
        return result | type;
    }

    /** The class number that a player's type meant before version 6; 0 if it meant none. */
    static int formerClass(long flags) {
        return switch ((int) (flags & 0xf)) {
            case 0x8 -> 1;
            case 0x9 -> 2;
            case 0xa -> 4;
            case 0xe -> 9;
            case 0xf -> 10;
            default -> 0;
        };
    }
}
