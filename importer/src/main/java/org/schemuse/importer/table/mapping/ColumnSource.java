package org.schemuse.importer.table.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where the values of a column come from. */
sealed interface ColumnSource {
    /** The fields that it names. */
    List<String> fields();

    /** A field. */
    record Field(String name) implements ColumnSource {
        @Override
        public List<String> fields() {
            return List.of(name);
        }
    }

    /** The same in every row. */
    record Fixed(Constant value) implements ColumnSource {
        @Override
        public List<String> fields() {
            return List.of();
        }
    }

    /**
     * A JSON object.
     *
     * @param members by their names: a field, or another object
     */
    record Document(Map<String, ColumnSource> members) implements ColumnSource {
        @Override
        public List<String> fields() {
            List<String> fields = new ArrayList<>();
            members.values().forEach(member -> fields.addAll(member.fields()));
            return fields;
        }
    }

    /** A UUID of the values of fields. */
    record NameBased(List<String> fields, UUID namespace) implements ColumnSource {}

    /**
     * What refers to a row that is known by its natural key.
     *
     * @param table of the row, as the mapping names it: with or without its schema
     * @param key the fields by the columns of that table
     */
    record Reference(String table, Map<String, String> key) implements ColumnSource {
        @Override
        public List<String> fields() {
            return List.copyOf(key.values());
        }
    }
}
