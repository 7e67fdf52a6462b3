package org.schemuse.cli.server;

import org.jspecify.annotations.Nullable;

/**
 * The state of the embedded server.
 *
 * @param running whether it takes connections now
 * @param setUp whether there is a data directory that it could be started on
 * @param folder the folder that holds everything of it
 * @param port on 127.0.0.1; null unless running
 * @param pid of the postmaster; null unless running
 */
public record ServerState(
        boolean running,
        boolean setUp,
        String folder,
        @Nullable Integer port,
        @Nullable Long pid) {}
