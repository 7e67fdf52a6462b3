package org.schemuse.cli.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.schema.RollbackRequest;
import picocli.CommandLine.Option;

/** How far to roll back. */
final class RollbackExtent {
    @Option(
            names = "--count",
            paramLabel = "N",
            converter = CountReader.class,
            description = "Roll back the latest N changesets.")
    private @Nullable Integer count;

    @Option(names = "--to-tag", paramLabel = "TAG", description = "Roll back what was applied after this tag.")
    private @Nullable String tag;

    @Option(
            names = "--to-date",
            paramLabel = "DATE",
            converter = InstantReader.class,
            description = "Roll back what was applied after 2026-11-21 or 2026-11-21T10:00:00Z.")
    private @Nullable Instant date;

    @Option(names = "--all", description = "Roll back everything.")
    private boolean all;

    RollbackRequest request(boolean sqlOnly, TimeLimits limits) {
        return new RollbackRequest(count, tag, date, all, sqlOnly, limits.lock(), limits.statement());
    }
}
