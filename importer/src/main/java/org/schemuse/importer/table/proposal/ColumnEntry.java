package org.schemuse.importer.table.proposal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a mapping says of a column.
 *
 * @param column as the system catalog has it
 * @param field that fills it; empty if {@code keys} say so themselves
 * @param keys of the mapping besides the field, with their values as YAML
 * @param doubts what the file leaves open, a line each
 * @param misfits how many rows do not fit with all this
 */
record ColumnEntry(String column, String field, Map<String, String> keys, List<String> doubts, long misfits) {
    ColumnEntry {
        keys = new LinkedHashMap<>(keys);
        doubts = List.copyOf(doubts);
    }

    /** As a line of YAML. */
    String line() {
        String name = YamlWords.scalar(column) + ": ";
        if (keys.isEmpty()) {
            return name + YamlWords.scalar(field);
        }
        Map<String, String> all = new LinkedHashMap<>();
        if (!field.isEmpty()) {
            all.put("from", YamlWords.scalar(field));
        }
        all.putAll(keys);
        return name
                + all.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
