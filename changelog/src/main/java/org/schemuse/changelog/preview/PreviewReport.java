package org.schemuse.changelog.preview;

import java.time.Duration;
import java.util.List;

/**
 * What changesets did when they were run, before all of it was rolled back.
 *
 * @param direction {@code migrate} or {@code rollback}
 * @param place where they ran
 * @param serverVersion of the server they ran on, such as {@code 17.6}
 * @param changesets in the order they ran; empty where nothing was to be done
 */
public record PreviewReport(
        String catalog,
        String schema,
        String direction,
        Location place,
        String serverVersion,
        List<ChangesetPreview> changesets,
        Duration took) {
    public PreviewReport {
        changesets = List.copyOf(changesets);
    }

    /** Where changesets are tried. */
    public enum Location {
        /** In the schema itself, with its rows, in one transaction that was rolled back. */
        TRANSACTION,
        /** In an empty copy, for some cannot be part of a transaction. Its tables have no rows. */
        COPY
    }
}
