package org.schemuse.importer.mud.generate;

/**
 * What decades of play leave in a world, each in so many of a hundred objects.
 *
 * @param findings objects with something that an import reports
 * @param namedLocks objects whose lock means a player by name, which the server looks up when somebody tries the lock
 * @param definitions objects that define up to twelve attributes of their own, and hold values under most of them
 */
public record Traits(int findings, int namedLocks, int definitions) {
    /** A world in which everything fits together. */
    public static final Traits NONE = new Traits(0, 0, 0);

    /**
     * Takes percentages.
     *
     * @throws IllegalArgumentException if one is not from 0 to 100
     */
    public Traits {
        requirePercent("findings", findings);
        requirePercent("namedLocks", namedLocks);
        requirePercent("definitions", definitions);
    }

    private static void requirePercent(String name, int value) {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 0 to 100");
        }
    }
}
