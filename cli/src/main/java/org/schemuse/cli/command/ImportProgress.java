package org.schemuse.cli.command;

import java.util.Locale;
import org.schemuse.cli.report.ProgressLine;
import org.schemuse.importer.ImportListener;

/** Shows how far an import is, and passes on that somebody wants it stopped. */
final class ImportProgress implements ImportListener, AutoCloseable {
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
        line.update(done, total, current.name().toLowerCase(Locale.ROOT));
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
