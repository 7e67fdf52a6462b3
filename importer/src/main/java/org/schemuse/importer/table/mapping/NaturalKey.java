package org.schemuse.importer.table.mapping;

import java.util.List;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * How a column refers to rows that a file knows by their natural key.
 *
 * @param column that refers
 * @param target the table of the rows, as SQL names it, with its schema
 * @param shown the table as the mapping names it
 * @param key the columns of that table by which its rows are known
 * @param operators one for each of them, which compares two for equality, as SQL writes it with its schema
 * @param staged the columns of the staging table that have the values of these columns
 * @param result the column of that table that {@code column} gets
 * @param resultOperator which compares two of its values
 * @param unique whether a constraint of that table keeps two rows from having the same key
 * @param self whether rows of the same file are meant too
 */
public record NaturalKey(
        ColumnShape column,
        String target,
        String shown,
        List<ColumnShape> key,
        List<String> operators,
        List<ColumnShape> staged,
        ColumnShape result,
        String resultOperator,
        boolean unique,
        boolean self) {}
