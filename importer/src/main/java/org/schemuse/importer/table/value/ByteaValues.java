package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of bytea in hexadecimal digits. Its other form would take any text for bytes. */
final class ByteaValues implements ValueEncoder {
    private static final RefusedValue REFUSED =
            RefusedValue.expected("\\x and pairs of hexadecimal digits, such as \\x00ff");
    private static final int PREFIX = 2;

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        if (!text.startsWith("\\x") || text.length() % 2 != 0) {
            return REFUSED;
        }
        for (int i = PREFIX; i < text.length(); i++) {
            if (Ascii.hex(text.charAt(i)) < 0) {
                return REFUSED;
            }
        }
        BinaryForms.hex(rows, text, PREFIX);
        return null;
    }
}
