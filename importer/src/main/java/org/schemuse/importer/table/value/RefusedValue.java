package org.schemuse.importer.table.value;

import org.schemuse.importer.table.fault.RowFault;

/**
 * Why a column cannot have a value.
 *
 * @param fault what kind of fault it is
 * @param expected what the column can have, such as {@code "a date such as 2026-11-30"}
 */
public record RefusedValue(RowFault fault, String expected) {
    static final RefusedValue ZERO_BYTE =
            new RefusedValue(RowFault.BAD_TEXT, "a text without a zero byte, which PostgreSQL cannot store");
    static final RefusedValue HALF_CHARACTER =
            new RefusedValue(RowFault.BAD_TEXT, "a text without half a character, which UTF-8 cannot encode");

    static RefusedValue expected(String expected) {
        return new RefusedValue(RowFault.BAD_VALUE, expected);
    }

    /** Why a text cannot be stored that is refused as it is. */
    static RefusedValue text(String text) {
        return text.indexOf('\0') >= 0 ? ZERO_BYTE : HALF_CHARACTER;
    }
}
