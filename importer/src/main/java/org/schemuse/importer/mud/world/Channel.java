package org.schemuse.importer.mud.world;

import org.jspecify.annotations.Nullable;

/**
 * A channel that a player listens to.
 *
 * @param alias what the player calls it, or {@code null}
 * @param on whether the player listens at the moment
 */
public record Channel(String name, @Nullable String alias, boolean on) {}
