package org.schemuse.importer.dump;

import java.util.EnumMap;
import java.util.Map;

/** The header lines of one object, as its layout has them. A field that the layout lacks is absent, not zero. */
public final class ObjectHeader {
    private final Map<HeaderField, Long> numbers = new EnumMap<>(HeaderField.class);
    private final Map<HeaderField, Text> texts = new EnumMap<>(HeaderField.class);

    public void set(HeaderField field, long number) {
        numbers.put(field, number);
    }

    public void set(HeaderField field, Text text) {
        texts.put(field, text);
    }

    /** The number in a field, or {@code null} where the layout has no such line. */
    public Long number(HeaderField field) {
        return numbers.get(field);
    }

    /** The object a field refers to: a dbref, or -1 for none and where the layout has no such line. */
    public int dbref(HeaderField field) {
        return numbers.getOrDefault(field, -1L).intValue();
    }

    public long flags() {
        return numbers.getOrDefault(HeaderField.FLAGS, 0L);
    }

    /** The text in a field, or {@code null} where the layout has no such line. */
    public Text text(HeaderField field) {
        return texts.get(field);
    }

    public Text name() {
        return texts.getOrDefault(HeaderField.NAME, Text.EMPTY);
    }
}
