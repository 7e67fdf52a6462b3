package org.schemuse.importer.table.mapping;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;

/**
 * A value that stands in the mapping file.
 *
 * @param text as a file of rows would have it; {@code null} if there is no value
 */
record Constant(Kind kind, @Nullable String text) {
    /** No value. */
    static final Constant NOTHING = new Constant(Kind.NULL, null);

    void into(Cell cell) {
        cell.set(kind, text);
    }
}
