package org.schemuse.importer.mud.format;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/** Writes a dump record by record, in the order of a dump. What a reader reads of it is what was written. */
public interface DumpWriter extends Closeable, Flushable {
    void write(RawRecord record) throws IOException;

    @Override
    void close() throws IOException;
}
