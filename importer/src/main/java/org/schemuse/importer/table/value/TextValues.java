package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.file.FileRow;

/** Values of text, varchar and char. */
final class TextValues implements ValueEncoder {
    private static final int MODIFIER_OF_NONE = 4;

    private final int most;
    private final RefusedValue tooLong;
    private static final RefusedValue NO_TEXT = RefusedValue.expected("a text, a number, true or false");

    /** Values of a type with this modifier, as the system catalog has it. */
    TextValues(int modifier) {
        this.most = modifier < MODIFIER_OF_NONE ? Integer.MAX_VALUE : modifier - MODIFIER_OF_NONE;
        this.tooLong = new RefusedValue(
                RowFault.TOO_LONG, most == 1 ? "at most 1 character" : "at most " + most + " characters");
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        if (kind == FileRow.Kind.ARRAY || kind == FileRow.Kind.OBJECT) {
            return NO_TEXT;
        }
        if (text.length() > most && !fits(text)) {
            return tooLong;
        }
        return BinaryForms.text(rows, text) ? null : RefusedValue.text(text);
    }

    /** The server cuts off what is too long if it is blanks. */
    private boolean fits(String text) {
        int characters = text.codePointCount(0, text.length());
        for (int i = text.length() - 1; characters > most; i--, characters--) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }
}
