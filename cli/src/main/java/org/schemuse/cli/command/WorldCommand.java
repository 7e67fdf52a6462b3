package org.schemuse.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "world",
        description = "Worlds, each a schema that holds a catalog: makes one, lists them.",
        footer = {"", "Bring all of them up to date with: schemuse migrate --schema 'NAME*'"})
public final class WorldCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected create or list.");
    }
}
