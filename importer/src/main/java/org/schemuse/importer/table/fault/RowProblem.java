package org.schemuse.importer.table.fault;

import org.jspecify.annotations.Nullable;

/**
 * Why a row of a file cannot be used as it is.
 *
 * @param field the field concerned, as the file names it; {@code null} if it is the row as a whole
 */
public record RowProblem(RowFault fault, @Nullable String field, String expected, String found) {}
