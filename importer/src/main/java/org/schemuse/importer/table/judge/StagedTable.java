package org.schemuse.importer.table.judge;

import java.util.List;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;

/**
 * Rows of a file beside the table they are for: an unlogged table with the columns {@code schemuse_row bigint} (the row's
 * number in the file), {@code schemuse_line bigint}, and those of the table that the file fills, under their own names. A column whose values only
 * the server can read is a text there.
 *
 * @param name as SQL names it, with its schema
 * @param shape the table they are for
 * @param columns those that the file fills
 * @param asText those of them that are a text beside the table, in any order
 * @param rejects table of what is wrong, as SQL names it: {@code (schemuse_row bigint, schemuse_line bigint, code text,
 *     column_name text, value text, expected text)}
 * @param leavesOut whether a row may leave out columns: then {@code schemuse_absent text[]} names those whose default stands for
 *     the missing value
 */
public record StagedTable(
        String name,
        TableShape shape,
        List<ColumnShape> columns,
        List<ColumnShape> asText,
        String rejects,
        boolean leavesOut) {}
