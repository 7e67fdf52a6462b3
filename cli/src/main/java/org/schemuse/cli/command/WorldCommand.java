package org.schemuse.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "world",
        description = "Creates a world (a schema that contains the vibemuse catalog), or lists them.",
        footer = {"", "To migrate all worlds: schemuse migrate --schema 'world_*'"})
public final class WorldCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected create or list.");
    }
}
