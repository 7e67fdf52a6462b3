package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Map;

/**
 * Type of a column.
 *
 * @param name PostgreSQL's short name: {@code int4} is {@code integer}, {@code character varying} is {@code varchar};
 *     empty where none is given. The type of one byte that is written {@code "char"} keeps its quotes
 * @param modifiers the numbers in parentheses
 */
public record Type(String name, List<String> modifiers, boolean array) {
    private static final String SYSTEM = "pg_catalog.";

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
            Map.entry("dec", "numeric"),
            Map.entry("float", "double precision"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("nchar", "char"),
            Map.entry("national char", "char"),
            Map.entry("national character", "char"),
            Map.entry("char varying", "varchar"),
            Map.entry("nchar varying", "varchar"),
            Map.entry("national char varying", "varchar"),
            Map.entry("national character varying", "varchar"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"));

    public Type {
        String plain = name.startsWith(SYSTEM) ? name.substring(SYSTEM.length()) : name;
        boolean single = plain.equals("float")
                && !modifiers.isEmpty()
                && modifiers.get(0).matches("\\d|1\\d|2[0-4]");
        name = single ? "real" : SHORT_NAMES.getOrDefault(plain, plain);
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
