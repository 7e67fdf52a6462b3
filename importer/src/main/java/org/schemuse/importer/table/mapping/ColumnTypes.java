package org.schemuse.importer.table.mapping;

import java.util.Set;
import org.schemuse.importer.table.shape.ColumnShape;

/** Which built-in types columns have, by the oids that no server assigns otherwise; a domain counts as the type under it. */
final class ColumnTypes {
    static final int DATE = 1082;
    static final int TIME = 1083;
    static final int TIMETZ = 1266;
    static final int TIMESTAMP = 1114;
    static final int TIMESTAMPTZ = 1184;
    static final int VARCHAR = 1043;
    private static final int BPCHAR = 1042;
    private static final int BOOLEAN = 16;
    private static final int UUID = 2950;

    private static final Set<Integer> TEXTS = Set.of(25, VARCHAR, BPCHAR);
    private static final Set<Integer> TIMES = Set.of(DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ);
    private static final Set<Integer> DOCUMENTS = Set.of(114, 3802);
    /** What is before the characters in the modifier of a text type. */
    private static final int TEXT_HEADER = 4;

    private ColumnTypes() {}

    private static int of(ColumnShape column) {
        return (int) column.baseType();
    }

    static boolean is(ColumnShape column, int type) {
        return of(column) == type;
    }

    static boolean isText(ColumnShape column) {
        return TEXTS.contains(of(column));
    }

    /** How many characters a text column can have. */
    static int characters(ColumnShape column) {
        return column.modifier() < TEXT_HEADER ? Integer.MAX_VALUE : column.modifier() - TEXT_HEADER;
    }

    static boolean isTime(ColumnShape column) {
        return TIMES.contains(of(column));
    }

    static boolean isBoolean(ColumnShape column) {
        return of(column) == BOOLEAN;
    }

    static boolean isUuid(ColumnShape column) {
        return of(column) == UUID;
    }

    static boolean isDocument(ColumnShape column) {
        return DOCUMENTS.contains(of(column));
    }

    static boolean isArray(ColumnShape column) {
        return column.element() != 0;
    }

    /** Whether its values can be numbers; of types that only the server knows, it may be so. */
    static boolean isNumber(ColumnShape column) {
        return !isText(column)
                && !isTime(column)
                && !isBoolean(column)
                && !isUuid(column)
                && !isDocument(column)
                && !isArray(column)
                && column.labels().isEmpty();
    }
}
