package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.server.EmbeddedServer;
import org.schemuse.cli.server.ServerState;
import picocli.CommandLine.Command;

@Command(name = "stop", description = "Stops the embedded server. Its data remains.")
public final class ServerStopCommand implements Callable<Integer> {
    private final GlobalOptions options;

    public ServerStopCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        EmbeddedServer server = options.finder().embeddedServer();
        boolean stopped = server.stop();
        ServerState state = server.state();
        options.output().result(state, () -> stopped ? "stopped" : "not running");
        return ExitCode.DONE.code();
    }
}
