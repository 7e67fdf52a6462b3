package org.schemuse.testsupport;

import java.io.IOException;

/** Sends POSIX signals to processes. */
public final class Signal {

    private Signal() {}

    /**
     * Sends a signal with the {@code kill} of the shell, because a bare system has no program of that name. A process that
     * has ended gets none.
     *
     * @param name without {@code SIG}, such as {@code INT}
     */
    public static void send(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
    }
}
