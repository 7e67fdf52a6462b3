package org.schemuse.importer.dump;

import java.util.List;

/** Who may pass: the expression a lock's text stands for. */
public sealed interface Lock {
    record All(List<Lock> of) implements Lock {}

    record Any(List<Lock> of) implements Lock {}

    record Not(Lock lock) implements Lock {}

    /** An object: he who is it or carries it, {@code =} only he who is it, {@code +} only he who carries it. */
    record Thing(How how, int dbref) implements Lock {}

    /** Whose attribute matches a pattern, or {@code dbref}'s own attribute instead of his if that is not -1. */
    record Match(int dbref, String attribute, String pattern) implements Lock {}

    /** A function that must yield something true. */
    record Function(String text) implements Lock {}

    /** How an object is meant. */
    enum How {
        IS_OR_CARRIES,
        IS,
        CARRIES,
        /** Whom that object's own lock lets pass. */
        INDIRECT
    }
}
