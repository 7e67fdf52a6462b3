package org.schemuse.importer.mud.format;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.schemuse.importer.source.Text;

/** The fields of a record, by name and in its order: numbers, words, texts, and lists of them. */
public final class FieldList implements RawFields {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Charset charset;

    private FieldList(Charset charset) {
        this.charset = charset;
    }

    /** The fields of a record, its texts decoded. */
    public static FieldList of(RawRecord record, Charset charset) {
        FieldList list = new FieldList(charset);
        record.fields(list);
        return list;
    }

    /** The values by their names, in the order of the record. */
    public Map<String, Object> byName() {
        return fields;
    }

    /** As {@link #byName}, with texts decoded. */
    public Map<String, Object> decoded() {
        Map<String, Object> decoded = new LinkedHashMap<>(fields);
        decoded.replaceAll((name, value) -> value instanceof Text text ? decoded(text) : value);
        return decoded;
    }

    /** All values in one line. */
    public String values() {
        return fields.values().stream().map(String::valueOf).collect(Collectors.joining(":"));
    }

    /** The same of the fields of these names that are stored, as words. */
    public String valuesIn(StoredFields stored) {
        return fields.keySet().stream().filter(stored::has).map(stored::word).collect(Collectors.joining(":"));
    }

    @Override
    public void number(String name, long value) {
        fields.put(name, value);
    }

    @Override
    public void word(String name, String ascii) {
        fields.put(name, ascii);
    }

    @Override
    public void text(String name, Text value) {
        fields.put(name, value);
    }

    @Override
    public void numbers(String name, List<Integer> values) {
        fields.put(name, List.copyOf(values));
    }

    @Override
    public void texts(String name, List<Text> values) {
        fields.put(name, values.stream().map(this::decoded).toList());
    }

    @Override
    public <T> void records(String name, List<T> records, BiConsumer<T, RawFields> of) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (T record : records) {
            FieldList list = new FieldList(charset);
            of.accept(record, list);
            all.add(list.decoded());
        }
        fields.put(name, all);
    }

    private String decoded(Text text) {
        return text.decode(charset).replace('\0', '\ufffd');
    }
}
