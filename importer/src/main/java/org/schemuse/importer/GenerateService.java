package org.schemuse.importer;

import java.io.IOException;
import java.io.OutputStream;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.MudFormats;
import org.schemuse.importer.mud.generate.Traits;
import org.schemuse.importer.mud.generate.WorldGenerator;

/** Writes dumps of worlds that never were. */
public final class GenerateService {
    private GenerateService() {}

    /** Writes a TinyMUSE 2.0 dump of a world in which everything fits together; the same numbers give the same bytes. */
    public static void generate(int objects, long seed, OutputStream out) throws IOException {
        generate(objects, seed, Traits.NONE, out);
    }

    /** As {@link #generate(int, long, OutputStream)}, of a world that has seen decades of play. */
    public static void generate(int objects, long seed, Traits traits, OutputStream out) throws IOException {
        try (DumpWriter dump = MudFormats.newest().write(out)) {
            new WorldGenerator(objects, seed, traits).write(dump);
        }
    }
}
