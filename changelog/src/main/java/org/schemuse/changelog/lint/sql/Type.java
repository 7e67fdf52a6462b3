package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Map;

/**
 * Type of a column.
 *
 * @param name PostgreSQL's short name: {@code int4} is {@code integer}, {@code character varying} is {@code varchar}
 * @param modifiers the numbers in parentheses
 */
public record Type(String name, List<String> modifiers, boolean array) {
    private static final Map<String, String> SHORT_NAMES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("serial4", "serial"),
            Map.entry("serial8", "bigserial"),
            Map.entry("serial2", "smallserial"),
            Map.entry("character varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("decimal", "numeric"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"));

    public Type {
        name = SHORT_NAMES.getOrDefault(name, name);
        modifiers = List.copyOf(modifiers);
    }

    /** A type that takes its value from a sequence of its own. */
    public boolean isSerial() {
        return name.endsWith("serial");
    }

    @Override
    public String toString() {
        return name + (modifiers.isEmpty() ? "" : "(" + String.join(",", modifiers) + ")") + (array ? "[]" : "");
    }
}
