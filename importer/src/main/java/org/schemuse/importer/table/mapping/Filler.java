package org.schemuse.importer.table.mapping;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;

/** Makes the values of a column out of rows of a file. */
interface Filler {
    /**
     * Sets the values.
     *
     * @param to the row whose fields are columns, from the field {@code at} on
     * @return why there is no such value; {@code null} if there is
     */
    @Nullable
    RowProblem fill(FileRow from, FileRow to, int at);
}
