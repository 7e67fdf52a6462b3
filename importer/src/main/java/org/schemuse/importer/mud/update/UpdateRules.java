package org.schemuse.importer.mud.update;

/**
 * What an update of a world does where it could do either.
 *
 * @param removeVanished whether rows that the dump no longer has are deleted, as far as nothing needs them
 * @param dumpWins whether the dump's value is written where both sides changed a column
 * @param lockVanishedPlayers whether accounts of players who are no longer in the dump are locked
 * @param allowOtherWorld whether a dump is taken that seems to be one of another world
 * @param keepUpdates how many updates stay listed and can be undone, the latest first; at least 1
 */
public record UpdateRules(
        boolean removeVanished,
        boolean dumpWins,
        boolean lockVanishedPlayers,
        boolean allowOtherWorld,
        int keepUpdates) {
    /** How many updates stay listed unless asked otherwise: a month of nights. */
    public static final int KEPT_UPDATES = 30;

    /** As an update does it unless asked otherwise, but for these two. */
    public UpdateRules(boolean removeVanished, boolean dumpWins) {
        this(removeVanished, dumpWins, true, false, KEPT_UPDATES);
    }
}
