package org.schemuse.cli.command;

import picocli.CommandLine.Parameters;

/** The dump a command reads, and how to read it. */
final class DumpArgument extends DumpOptions {
    @Parameters(
            paramLabel = "DUMP",
            description = "A MUSE flatfile, plain or compressed (gzip, bzip2, zstd); - reads standard input.")
    private String dump;

    @Override
    String dump() {
        return dump;
    }
}
