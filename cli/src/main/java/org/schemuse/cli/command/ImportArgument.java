package org.schemuse.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What an import reads, unless it reads a folder, and how to read it. */
final class ImportArgument extends DumpOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "DUMP",
            description = "A MUSE flatfile, plain or compressed (gzip, bzip2, zstd); - reads standard input.")
    private @Nullable String dump;

    @Override
    @Nullable
    String dump() {
        return dump;
    }
}
