package org.schemuse.cli.report;

import java.util.Locale;

/**
 * A synthetic dump that was written.
 *
 * @param file as it was named
 * @param seed the number that, with the number of objects, makes the same bytes again
 */
public record GeneratedDump(String file, int objectCount, long seed, long bytes) {

    /** As text. */
    public String text() {
        return String.format(Locale.ROOT, "%s: %,d objects, %,d bytes", file, objectCount, bytes);
    }
}
