package org.schemuse.cli.app;

import java.io.IOException;
import java.io.OutputStream;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.file.CountedOutput;
import org.schemuse.importer.mud.generate.Traits;

/** The dump of a synthetic world, and how long it is. */
public record DumpGeneration(int objects, long seed, Traits traits) {
    /** Writes the dump, which is the same for the same values, and returns its length in bytes. */
    public long to(OutputStream out) throws IOException {
        CountedOutput counted = new CountedOutput(out);
        GenerateService.generate(objects, seed, traits, counted);
        counted.flush();
        return counted.bytes();
    }
}
