package org.schemuse.importer.mud.format;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a dump once, record by record. Texts of a record are valid until the next one is read. */
public interface DumpReader extends Closeable {
    /** The next record, or {@code null} behind the last one. Whatever is wrong goes to the findings it was made with. */
    @Nullable
    RawRecord next() throws IOException;

    /** Where the lines read so far went. */
    SectionTotals accounts();

    @Override
    void close() throws IOException;
}
