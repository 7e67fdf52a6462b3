package org.schemuse.importer.mud.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.source.Text;

/** The fields of a record, read back: the other direction of {@link RawFields}. */
public interface StoredFields {
    boolean has(String name);

    /** The number of a field, or {@code null}. */
    @Nullable
    Long number(String name);

    /** The word of a field, or {@code null}. */
    @Nullable
    String word(String name);

    /** The text of a field, or {@code null}. */
    @Nullable
    Text text(String name);

    /** Empty if there is no such field. */
    List<Integer> numbers(String name);

    /** Empty if there is no such field. */
    List<Text> texts(String name);

    /** Empty if there is no such field. */
    List<StoredFields> records(String name);
}
