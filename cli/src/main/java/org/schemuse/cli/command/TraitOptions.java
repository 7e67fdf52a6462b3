package org.schemuse.cli.command;

import org.schemuse.importer.mud.generate.Traits;
import picocli.CommandLine.Option;

/** What the objects of a synthetic world are like. */
final class TraitOptions {
    @Option(
            names = "--findings",
            paramLabel = "P",
            converter = PercentReader.class,
            defaultValue = "0",
            description = "Damage P percent of the objects, so that an import reports each. Default: ${DEFAULT-VALUE}.")
    private int findings;

    @Option(
            names = "--named-locks",
            paramLabel = "P",
            converter = PercentReader.class,
            defaultValue = "0",
            description = "Lock P percent of the objects with a lock that names a player. Default: ${DEFAULT-VALUE}.")
    private int namedLocks;

    @Option(
            names = "--definitions",
            paramLabel = "P",
            converter = PercentReader.class,
            defaultValue = "0",
            description = "Let P percent of the objects define up to 12 attributes each. Default: ${DEFAULT-VALUE}.")
    private int definitions;

    Traits traits() {
        return new Traits(findings, namedLocks, definitions);
    }
}
