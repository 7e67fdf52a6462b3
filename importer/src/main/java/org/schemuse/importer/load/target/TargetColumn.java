package org.schemuse.importer.load.target;

/**
 * A column that a run fills.
 *
 * @param name as the system catalog has it, without quotes
 * @param type what is sent for it
 */
public record TargetColumn(String name, ColumnType type) {}
