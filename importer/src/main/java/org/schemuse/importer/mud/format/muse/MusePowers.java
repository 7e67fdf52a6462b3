package org.schemuse.importer.mud.format.muse;

import java.util.List;
import org.schemuse.importer.mud.world.Powers;

/**
 * What a player's powers line says.
 *
 * @param classNumber as the dump has it; 0 if it has none
 * @param unknown power numbers without a name
 */
record MusePowers(Powers powers, int classNumber, List<Integer> unknown) {}
