package org.schemuse.cli.app;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.mud.generate.Traits;

/** The dump of a synthetic world, and how long it is. */
public record DumpGeneration(int objects, long seed, Traits traits) {
    /** Writes the dump, which is the same for the same values, and returns its length in bytes. */
    public long to(OutputStream out) throws IOException {
        CountedBytes counted = new CountedBytes(out);
        GenerateService.generate(objects, seed, traits, counted);
        counted.flush();
        return counted.bytes;
    }

    /** Counts what passes. */
    private static final class CountedBytes extends FilterOutputStream {
        private long bytes;

        CountedBytes(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }
    }
}
