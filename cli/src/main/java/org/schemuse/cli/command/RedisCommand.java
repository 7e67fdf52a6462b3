package org.schemuse.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "redis",
        description = "Checks the Redis half of a catalog.",
        footer = {"", "To install it: schemuse migrate virtubar --redis URL"})
public final class RedisCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected verify.");
    }
}
