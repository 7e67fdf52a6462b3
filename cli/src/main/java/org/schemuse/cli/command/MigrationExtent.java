package org.schemuse.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far to migrate; all the way if nothing is given. */
final class MigrationExtent {
    @Option(names = "--to-tag", paramLabel = "TAG", description = "Stop after the changeset that sets this tag.")
    private @Nullable String tag;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = CountReader.class,
            description = "Apply only the next N changesets.")
    private @Nullable Integer count;

    @Nullable
    String tag() {
        return tag;
    }

    @Nullable
    Integer count() {
        return count;
    }
}
