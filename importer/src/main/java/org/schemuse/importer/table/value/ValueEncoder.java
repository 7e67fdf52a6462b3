package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Encodes the values of one column. An encoder belongs to one thread, because it keeps its memory between values. */
public interface ValueEncoder {
    /**
     * Adds a value to a row of {@code rows}, if the column can have it.
     *
     * @param text never {@code null}: what has no value is not asked
     * @param kind what the value is in the file
     * @return {@code null} if it was added; otherwise why the column cannot have it, and nothing was added
     */
    @Nullable
    RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind);
}
