package org.schemuse.importer.mud.format.muse;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.source.Text;

/** The header lines of one object, as its layout has them. A field that the layout lacks is absent, not zero. */
public final class ObjectHeader {
    private static final int FIELDS = HeaderField.values().length;

    private final long[] numbers = new long[FIELDS];
    private final @Nullable Text[] texts = new Text[FIELDS];
    /** One bit a field that has a number. */
    private int present;

    /** Puts a value into a field. */
    public void set(HeaderField field, long number) {
        numbers[place(field)] = number;
        present |= 1 << place(field);
    }

    /** Puts a value into a field. */
    public void set(HeaderField field, Text text) {
        texts[place(field)] = text;
    }

    /** Whether there is a number in a field. */
    public boolean has(HeaderField field) {
        return (present & (1 << place(field))) != 0;
    }

    /** The number in a field, or {@code null} where the layout has no such line. */
    public @Nullable Long number(HeaderField field) {
        return has(field) ? Long.valueOf(numbers[place(field)]) : null;
    }

    /** As {@link #number}, of a field that {@link #has} one. */
    long value(HeaderField field) {
        return numbers[place(field)];
    }

    /** The object a field refers to: a dbref, or -1 for none and where the layout has no such line. */
    public int dbref(HeaderField field) {
        return has(field) ? (int) numbers[place(field)] : -1;
    }

    /** The type in the low four bits, flags above; 0 without the line. */
    public long flags() {
        return numbers[place(HeaderField.FLAGS)];
    }

    /** The text in a field, or {@code null} where the layout has no such line. */
    public @Nullable Text text(HeaderField field) {
        return texts[place(field)];
    }

    /** The name, empty without one. */
    public Text name() {
        Text name = texts[place(HeaderField.NAME)];
        return name == null ? Text.EMPTY : name;
    }

    // An EnumMap of boxed numbers would be made for every object of a dump, twice.
    @SuppressWarnings("EnumOrdinal")
    private static int place(HeaderField field) {
        return field.ordinal();
    }
}
