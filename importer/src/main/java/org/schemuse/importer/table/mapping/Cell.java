package org.schemuse.importer.table.mapping;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;

/** A value on its way from a field into a column. */
final class Cell {
    private Kind kind = Kind.ABSENT;
    private @Nullable String text;

    Cell set(Kind newKind, @Nullable String newText) {
        kind = newKind;
        text = newText;
        return this;
    }

    Cell setText(String newText) {
        return set(Kind.TEXT, newText);
    }

    Cell setNull() {
        return set(Kind.NULL, null);
    }

    Kind kind() {
        return kind;
    }

    /** Its text; of no value the empty text. */
    String text() {
        return text == null ? "" : text;
    }

    /** Its text; {@code null} if it has no value. */
    @Nullable
    String textOrNull() {
        return text;
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether the file has no value. */
    boolean isNothing() {
        return kind == Kind.ABSENT || kind == Kind.NULL;
    }
}
