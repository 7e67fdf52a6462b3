package org.schemuse.importer.mud.format;

/**
 * Where an object is and where it leads, in the terms of today's layouts; older ones keep these in other lines.
 *
 * @param location the container, the source of an exit, a room itself; {@link #BY_CHAIN} if only the exit chains tell
 * @param link home of things and players, destination of exits, drop-to of rooms; -1 none; {@link #HOME}
 * @param exits head of the exit chain, or -1
 */
public record Placement(int location, int link, int exits) {
    /** An exit that leads whoever takes it home; a room in which things that are dropped go home. */
    public static final int HOME = -3;

    /** The location of an exit in a layout that does not write it. */
    public static final int BY_CHAIN = -4;
}
