package org.schemuse.importer.load.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** How far a run came; {@code import_runs.state} has the name in lower case. */
public enum RunState {
    /** Under way, or interrupted: the lock tells which. */
    RUNNING,
    FINISHED,
    /** Ended without success; nothing of it is left but its row in the ledger. */
    FAILED,
    /** Removed again, whether it had finished or not. */
    UNDONE;

    /** The states that may follow this one. */
    public Set<RunState> next() {
        return switch (this) {
            case RUNNING -> Set.of(FINISHED, FAILED, UNDONE);
            case FINISHED -> Set.of(UNDONE);
            case FAILED, UNDONE -> Set.of();
        };
    }

    /** As the ledger and messages have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state that a word of the ledger stands for. */
    static RunState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The states that may come before this one, as a list of literals for SQL. */
    String before() {
        return Arrays.stream(values())
                .filter(state -> state.next().contains(this))
                .map(state -> "'" + state.word() + "'")
                .reduce((one, another) -> one + ", " + another)
                .orElseThrow();
    }
}
