package org.schemuse.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "server",
        description = "Starts or stops the embedded PostgreSQL server in ./.schemuse, or shows its status.",
        footer = {"", "Other commands start it when they need it. It runs until it is stopped."})
public final class ServerCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected start, stop or status.");
    }
}
