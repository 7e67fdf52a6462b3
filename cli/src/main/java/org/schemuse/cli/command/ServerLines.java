package org.schemuse.cli.command;

import org.schemuse.cli.server.ServerState;

/** The state of the embedded server as text. */
final class ServerLines {
    private ServerLines() {}

    static String of(ServerState state) {
        if (state.running()) {
            return "running on 127.0.0.1:" + state.port() + " (process " + state.pid() + "), data in " + state.folder();
        }
        return state.setUp()
                ? "not running; its data is in " + state.folder() + ". Start it with: schemuse server start"
                : "not running; none was set up in " + state.folder() + ". Begin with: schemuse server start";
    }
}
