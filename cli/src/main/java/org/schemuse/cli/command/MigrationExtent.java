package org.schemuse.cli.command;

import picocli.CommandLine.Option;

/** How far to migrate; all the way if nothing is given. */
final class MigrationExtent {
    @Option(names = "--to-tag", paramLabel = "TAG", description = "Stop after the changeset that sets this tag.")
    private String tag;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = CountReader.class,
            description = "Apply only the next N changesets.")
    private Integer count;

    String tag() {
        return tag;
    }

    Integer count() {
        return count;
    }
}
