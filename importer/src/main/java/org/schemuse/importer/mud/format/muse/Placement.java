package org.schemuse.importer.mud.format.muse;

/**
 * Where an object is and where it leads, in the terms of today's layouts; older ones keep these in other lines.
 *
 * @param location the container, the source of an exit, a room itself
 * @param link home of things and players, destination of exits, drop-to of rooms; -1 none
 * @param exits head of the exit chain, or -1
 */
record Placement(int location, int link, int exits) {}
