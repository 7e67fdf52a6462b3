package org.schemuse.cli.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a run writes: UTF-8 whatever the locale.
 *
 * @param out results; writing to it fails loudly, unlike {@link System#out}
 * @param err everything else
 */
public record Streams(OutputStream out, PrintStream err) {

    /** The process's own. */
    public static Streams standard() {
        return new Streams(
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }
}
