package org.schemuse.cli.app;

import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.preview.Preview;
import org.schemuse.changelog.preview.PreviewReport;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.connect.TargetFinder;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.PreviewText;

/** A dry run that executes: in a transaction that is rolled back, or in an empty copy of the schema. */
public final class PreviewRun {
    private final TargetFinder finder;
    private final @Nullable String on;

    /** @param on the server of the copy: {@code embedded} or a URL; null to use a transaction wherever one is possible */
    public PreviewRun(TargetFinder finder, @Nullable String on) {
        this.finder = finder;
        this.on = on;
    }

    /** Runs the changesets, rolls them back, and prints what they did. */
    public void show(Preview preview, TargetDatabase target, Output output) {
        if (on == null && preview.fitsATransaction()) {
            PreviewReport report = preview.inTransaction();
            output.result(report, () -> PreviewText.of(report, target.description()));
        } else {
            try (Scratch scratch = finder.scratch(on == null ? TargetFinder.EMBEDDED : on)) {
                PreviewReport report = preview.onCopy(scratch.dataSource());
                output.result(report, () -> PreviewText.of(report, scratch.description()));
            }
        }
    }
}
