package org.schemuse.cli.command;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.schema.MigrationRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to apply, and within which limits of time. */
final class MigrationOptions {
    @ArgGroup(exclusive = true)
    private MigrationExtent extent = new MigrationExtent();

    @Option(
            names = "--labels",
            split = ",",
            paramLabel = "LABEL",
            description = "Apply what has no label and what has one of these.")
    private Set<String> labels = new HashSet<>();

    @Mixin
    private TimeLimits limits;

    MigrationRequest request(CatalogArgument catalog, boolean sqlOnly) {
        return new MigrationRequest(
                extent.tag(), extent.count(), sqlOnly, limits.lock(), limits.statement(), catalog.filter(labels));
    }

    TimeLimits limits() {
        return limits;
    }
}
