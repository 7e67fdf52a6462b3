package org.schemuse.cli.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.schemuse.changelog.catalog.Edition;
import picocli.CommandLine.Option;

/** What a catalog leaves open, for commands that need it to read the catalog as it was migrated. */
final class ParametersOption {
    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value the catalog leaves open, as it was migrated with. Repeatable.")
    private Map<String, String> parameters = new HashMap<>();

    /** The standard edition with these values. */
    Edition edition() {
        return new Edition(Set.of(), parameters);
    }
}
