package org.schemuse.importer.table.proposal;

import java.util.List;
import java.util.Optional;

/**
 * What a schema file says of the rows of a file: a Table Schema of the Frictionless standards, or a JSON Schema of one row.
 *
 * @param title what a row is; empty if nothing is said
 * @param fields in their order
 * @param primaryKey the fields of it; none if there is no key
 * @param foreignKeys of fields, whose columns are fields here
 * @param missingValues texts that mean no value; the empty text alone is the usual
 */
record RowSchema(
        String title,
        List<FieldSchema> fields,
        List<String> primaryKey,
        List<NewTable.Reference> foreignKeys,
        List<String> missingValues) {
    /** What means no value unless a file says otherwise. */
    static final List<String> USUAL_MISSING = List.of("");

    RowSchema {
        fields = List.copyOf(fields);
        primaryKey = List.copyOf(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
        missingValues = List.copyOf(missingValues);
    }

    /** The field of a name. */
    Optional<FieldSchema> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
