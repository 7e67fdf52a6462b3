package org.schemuse.cli.command;

import java.util.Locale;
import org.schemuse.cli.report.ProgressLine;
import org.schemuse.importer.ImportListener;

/** Shows how far an import is, and passes on that somebody wants it stopped. */
final class ImportProgress implements ImportListener, AutoCloseable {
    /** With more than these, hashing takes longer than people expect of an import. */
    private static final long MANY_PASSWORDS = 500;

    private final GlobalOptions options;
    private ProgressLine line;
    private Stage stage;

    ImportProgress(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public void progress(Stage current, long done, long total) {
        if (current != stage) {
            close();
            stage = current;
            line = options.output().progress();
        }
        switch (current) {
            case READING -> line.update(done, total, "reading");
            case LOADING -> line.update(done, total, "loading");
            case HASHING -> line.count(done, total, "hashing passwords");
            case INDEXING -> line.say("building keys, indexes and foreign keys");
            case VERIFYING -> line.say("verifying");
        }
    }

    @Override
    public void hashing(long players) {
        if (players > MANY_PASSWORDS) {
            close();
            stage = null;
            options.output()
                    .note(String.format(
                            Locale.ROOT,
                            "The passwords of %,d players will be hashed, which is slow by intention; --passwords lock"
                                    + " skips it, and then nobody can log in before getting a new password.",
                            players));
        }
    }

    @Override
    public boolean cancelled() {
        return options.interrupted();
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
        }
    }
}
