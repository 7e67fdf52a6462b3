package org.schemuse.importer.mud.format;

import java.util.List;
import java.util.function.BiConsumer;
import org.schemuse.importer.source.Text;

/** Takes the fields of a record, by the names that the dialect gives them. What a record does not have is not given. */
public interface RawFields {
    void number(String name, long value);

    void word(String name, String ascii);

    void text(String name, Text value);

    void numbers(String name, List<Integer> values);

    void texts(String name, List<Text> values);

    /** Records within the record. */
    <T> void records(String name, List<T> records, BiConsumer<T, RawFields> fields);
}
