package org.schemuse.importer.table.value;

import org.schemuse.importer.table.file.FileRow;

/** An array as a file has it, in the order in which it is written. */
interface ArraySource {
    /** What comes next in an array. */
    enum Part {
        OPEN,
        CLOSE,
        VALUE,
        NULL,
        /** The end of the text, after the array. */
        END,
        /** Something that is no array, or not here. */
        WRONG
    }

    Part next();

    /** The value that came last. */
    String text();

    /** What the value that came last is. */
    FileRow.Kind kind();

    /** The lowest index of a dimension, of those that say it, the outermost first; 1 of the others. */
    default int lowest(int dimension) {
        return 1;
    }

    /** Whether the array says how long a dimension is, and says otherwise. */
    default boolean contradicts(int dimension, int length) {
        return false;
    }

    /** How many dimensions the array says it has; 0 if it does not. */
    default int dimensions() {
        return 0;
    }
}
