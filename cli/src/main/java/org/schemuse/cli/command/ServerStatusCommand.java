package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.server.EmbeddedServer;
import org.schemuse.cli.server.ServerState;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows whether the embedded server is running, and where.")
public final class ServerStatusCommand implements Callable<Integer> {
    private final GlobalOptions options;

    public ServerStatusCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        EmbeddedServer server = options.finder().embeddedServer();
        ServerState state = server.state();
        options.output().result(state, () -> ServerLines.of(state));
        return ExitCode.DONE.code();
    }
}
