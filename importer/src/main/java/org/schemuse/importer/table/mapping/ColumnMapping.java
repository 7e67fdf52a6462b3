package org.schemuse.importer.table.mapping;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping says of a column.
 *
 * @param place where it says so, for messages
 * @param byDefault what stands where the source has no value; {@code null} if nothing does
 * @param translation how a field is read; {@code null} if its values are as the column takes them
 * @param zone of times without an offset; {@code null} if that of the file is meant
 */
record ColumnMapping(
        String column,
        MappingEntry place,
        ColumnSource source,
        TextRule rule,
        @Nullable Constant byDefault,
        @Nullable Translation translation,
        @Nullable ZoneId zone) {
    /** Whether its values must not be shown. */
    boolean isSecret() {
        return translation instanceof Bcrypt;
    }

    /** Whether the values of a field go into the column as they are. */
    boolean isRename() {
        return source instanceof ColumnSource.Field && rule.isNone() && byDefault == null && translation == null;
    }

    /** Whether a field that it names goes nowhere else; what a UUID is made of also goes into its own column. */
    boolean takes() {
        return !(source instanceof ColumnSource.NameBased);
    }
}
