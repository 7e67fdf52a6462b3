package org.schemuse.importer.table.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a file, from its first to its last. */
public interface RowReader extends Closeable {
    /**
     * Names of the fields, in the order of their numbers. Of CSV they are the header; of JSON and YAML they grow as rows bring
     * new ones.
     */
    List<String> fields();

    /**
     * Reads the next row into {@code row}; a row that cannot be used has a {@linkplain FileRow#problem() problem}.
     *
     * @return false if there is none
     * @throws org.schemuse.importer.finding.UnusableDumpException if nothing after this place can be read, with the place
     */
    boolean next(FileRow row) throws IOException;

    /** How many bytes of the file as it lies on the disk have been read so far. */
    long bytesRead();

    /** What was found out about the file as a whole once all rows were read, a line each. */
    default List<String> notes() {
        return List.of();
    }
}
