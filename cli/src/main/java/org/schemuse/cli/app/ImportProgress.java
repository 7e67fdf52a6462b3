package org.schemuse.cli.app;

import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.ProgressLine;
import org.schemuse.importer.load.ImportListener;

/** Shows the progress of an import, and cancels it if the user interrupts the command. */
public final class ImportProgress implements ImportListener, AutoCloseable {
    /** With more passwords, hashing takes longer than users expect of an import. */
    private static final long MANY_PASSWORDS = 500;

    private final Output output;
    private final BooleanSupplier interrupted;
    private @Nullable ProgressLine line;
    private @Nullable Stage stage;

    /** @param interrupted whether the import is to stop */
    public ImportProgress(Output output, BooleanSupplier interrupted) {
        this.output = output;
        this.interrupted = interrupted;
    }

    @Override
    public void progress(Stage current, long done, long total) {
        if (current != stage) {
            close();
            stage = current;
            line = output.progress();
        }
        ProgressLine shown = Objects.requireNonNull(line);
        switch (current) {
            case READING -> shown.update(done, total, "reading");
            case LOADING -> shown.update(done, total, "loading");
            case HASHING -> shown.count(done, total, "hashing passwords");
            case INDEXING -> shown.say("building keys, indexes and foreign keys");
            case VERIFYING -> shown.say("verifying");
        }
    }

    @Override
    public void hashing(long players) {
        if (players > MANY_PASSWORDS) {
            close();
            stage = null;
            output.note(String.format(
                    Locale.ROOT,
                    "The passwords of %,d players will be hashed, which is slow by intention; --passwords lock"
                            + " skips it, and then nobody can log in before getting a new password.",
                    players));
        }
    }

    @Override
    public boolean cancelled() {
        return interrupted.getAsBoolean();
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
        }
    }
}
