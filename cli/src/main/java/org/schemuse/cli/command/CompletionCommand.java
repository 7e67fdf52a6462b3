package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description =
                "Prints a script with which bash or zsh completes commands, options, their values and file names.",
        footer = {"", "Example:", "  source <(schemuse completion bash)"})
public final class CompletionCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @SuppressWarnings("unused") // named so that another shell is refused; one script serves both
    @Parameters(paramLabel = "bash|zsh", description = "The shell. One script serves both.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    /** The shells served. */
    enum Shell {
        bash,
        zsh
    }

    public CompletionCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        options.output().raw(CompletionScript.of(spec.root()));
        return ExitCode.DONE.code();
    }
}
