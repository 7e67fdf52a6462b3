package org.schemuse.changelog.schema;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.liquibase.ChangesetObserver;

/**
 * How a run waits for Liquibase, and whom it informs.
 *
 * @param notes receives a line for each thing that a user should know
 * @param ledgerWait longest wait for Liquibase's lock on the ledger; zero waits forever
 * @param observer sees each changeset that runs; null for no observer
 */
record RunOptions(
        Consumer<String> notes,
        Duration ledgerWait,
        @Nullable ChangesetObserver observer) {
    /** Discards notes, and waits five minutes for the ledger, as Liquibase does. */
    static final RunOptions DEFAULT = new RunOptions(note -> {}, Duration.ofMinutes(5), null);

    RunOptions noting(Consumer<String> lines) {
        return new RunOptions(lines, ledgerWait, observer);
    }

    RunOptions waiting(Duration longest) {
        return new RunOptions(notes, longest, observer);
    }

    RunOptions observedBy(ChangesetObserver changesets) {
        return new RunOptions(notes, ledgerWait, changesets);
    }
}
