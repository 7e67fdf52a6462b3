package org.schemuse.importer;

import java.io.IOException;
import java.io.OutputStream;
import org.schemuse.importer.mud.format.MudFormats;
import org.schemuse.importer.mud.generate.Traits;

/** Writes dumps of synthetic worlds, for tests and benchmarks. */
public final class GenerateService {
    private GenerateService() {}

    /**
     * Writes a TinyMUSE 2.0 dump in which nothing is wrong. The same numbers give the same bytes.
     *
     * @param objects how many objects, at least 1; each takes about 800 bytes
     * @param out receives the dump, and is closed
     * @throws IOException if the dump cannot be written
     */
    public static void generate(int objects, long seed, OutputStream out) throws IOException {
        generate(objects, seed, Traits.NONE, out);
    }

    /**
     * Writes a TinyMUSE 2.0 dump of objects that are damaged, locked or define attributes as the traits say.
     *
     * @param objects how many objects, at least 1; each takes about 800 bytes
     * @param out receives the dump, and is closed
     * @throws IOException if the dump cannot be written
     */
    public static void generate(int objects, long seed, Traits traits, OutputStream out) throws IOException {
        MudFormats.generate(objects, seed, traits, out);
    }
}
