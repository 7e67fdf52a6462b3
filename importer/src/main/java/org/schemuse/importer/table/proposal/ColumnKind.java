package org.schemuse.importer.table.proposal;

import java.util.List;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.value.ValueEncoders;

/** Kinds of columns, by what a mapping can do for them. */
enum ColumnKind {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    MOMENT,
    LABEL,
    ARRAY,
    DOCUMENT,
    /** Others that the program reads itself. */
    EXACT,
    /** What only the server can judge. */
    SERVER;

    static ColumnKind of(ColumnShape column) {
        if (!column.labels().isEmpty()) {
            return LABEL;
        }
        if (column.element() != 0) {
            return ARRAY;
        }
        return switch ((int) column.baseType()) {
            case 25, 1043, 1042 -> TEXT;
            case 20, 21, 23, 700, 701, 1700 -> NUMBER;
            case 16 -> BOOLEAN;
            case 1082 -> DATE;
            case 1083, 1266 -> TIME;
            case 1114 -> TIMESTAMP;
            case 1184 -> MOMENT;
            case 114, 3802 -> DOCUMENT;
            default -> ValueEncoders.reads(column) ? EXACT : SERVER;
        };
    }

    /** Whether values show by themselves that they are of such a column; numbers may be anything. */
    boolean showsInValues() {
        return this != TEXT && this != SERVER && this != DOCUMENT && this != ARRAY && this != NUMBER;
    }

    /** What can be tried besides taking a text as it is. */
    static List<Transformation> transformations(ColumnShape column) {
        return switch (of(column)) {
            case NUMBER -> WrittenForm.numbers(column);
            case DATE -> WrittenForm.dates(column);
            case TIME -> WrittenForm.clocks(column);
            case TIMESTAMP -> WrittenForm.timestamps(column);
            case MOMENT -> WrittenForm.moments(column);
            case ARRAY -> Split.all(column);
            default -> List.of();
        };
    }
}
