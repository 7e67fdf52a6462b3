package org.schemuse.importer.table.mapping;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.shape.ColumnShape;

/** How the value of a field is read that is not written as its column takes it. */
interface Translation {
    /**
     * Makes a value what the column takes.
     *
     * @param cell has a value
     * @param column that it goes into
     * @return {@code null} if it did; otherwise what was expected, and the cell is as it was
     */
    @Nullable
    String apply(Cell cell, ColumnShape column);

    /** Why it cannot be that of a column. */
    Optional<String> refusal(ColumnShape column);

    /** The texts that it names, which therefore mean no NULL unless the column says so. */
    default Set<String> words() {
        return Set.of();
    }
}
