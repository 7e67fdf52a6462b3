package org.schemuse.changelog.schema;

import java.time.Duration;

/**
 * How long the statements of a run may wait and run.
 *
 * @param lock longest wait for one lock, or for another run on the same schema; zero waits forever
 * @param statement longest run of one statement; zero is without limit
 */
record Limits(Duration lock, Duration statement) {
    /** Five seconds for a lock, no limit for a statement. */
    static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ZERO);
}
