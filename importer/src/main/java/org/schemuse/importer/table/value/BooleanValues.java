package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of boolean, in the words that the server takes. */
final class BooleanValues implements ValueEncoder {
    private static final RefusedValue REFUSED =
            RefusedValue.expected("true or false; also t, f, yes, no, on, off, 1 or 0");

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        int from = Ascii.start(text);
        int to = Ascii.end(text, from);
        boolean yes = isTrue(text, from, to);
        if (!yes && !isFalse(text, from, to)) {
            return REFUSED;
        }
        rows.bool(yes);
        return null;
    }

    private static boolean isTrue(String text, int from, int to) {
        return Ascii.isBeginning(text, from, to, "true")
                || Ascii.isBeginning(text, from, to, "yes")
                || Ascii.is(text, from, to, "on")
                || Ascii.is(text, from, to, "1");
    }

    private static boolean isFalse(String text, int from, int to) {
        return Ascii.isBeginning(text, from, to, "false")
                || Ascii.isBeginning(text, from, to, "no")
                || (to - from > 1 && Ascii.isBeginning(text, from, to, "off"))
                || Ascii.is(text, from, to, "0");
    }
}
