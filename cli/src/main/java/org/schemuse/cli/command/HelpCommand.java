package org.schemuse.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

@Command(
        name = "help",
        description = "Prints the help of a command.",
        footer = {"", "Examples:", "  schemuse help", "  schemuse help migrate", "  schemuse help lint explain"})
public final class HelpCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The command, such as migrate or lint explain. Default: the list of commands.")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec;

    public HelpCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine inner = command.getSubcommands().get(name);
            if (inner == null) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = inner;
        }
        options.output().raw(command.getUsageMessage());
        return ExitCode.DONE.code();
    }
}
