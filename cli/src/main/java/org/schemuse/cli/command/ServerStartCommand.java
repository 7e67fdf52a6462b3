package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.server.EmbeddedServer;
import org.schemuse.cli.server.ServerState;
import picocli.CommandLine.Command;

@Command(name = "start", description = "Starts the embedded server; sets it up first if necessary.")
public final class ServerStartCommand implements Callable<Integer> {
    private final GlobalOptions options;

    public ServerStartCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        EmbeddedServer server = options.finder().embeddedServer();
        server.ensureRunning();
        ServerState state = server.state();
        options.output().result(state, () -> ServerLines.of(state));
        return ExitCode.DONE.code();
    }
}
