package org.schemuse.importer.table.value;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.shape.ColumnShape;

/** Shapes of columns as the system catalog of a test's server has them. */
final class Columns {
    private Columns() {}

    /** The shape of a column, as far as encoders look at it. */
    static ColumnShape of(Handle sql, String table, String column) {
        return sql.createQuery("""
                        SELECT format_type(a.atttypid, NULL) AS type, format_type(b.oid, coalesce(nullif(t.typtypmod, -1),
                            a.atttypmod)) AS base_name, b.oid AS base, coalesce(nullif(t.typtypmod, -1), a.atttypmod) AS modifier,
                            t.typtype = 'd' AS domain, CASE WHEN b.typcategory = 'A' THEN b.typelem ELSE 0 END AS element,
                            array(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = b.oid ORDER BY enumsortorder) AS labels,
                            array(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = b.typelem ORDER BY enumsortorder)
                                AS element_labels
                        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                            JOIN pg_type b ON b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
                        WHERE a.attrelid = :table::regclass AND a.attname = :column
                        """)
                .bind("table", table)
                .bind("column", column)
                .map((row, context) -> new ColumnShape(
                        column,
                        row.getString("type"),
                        row.getLong("base"),
                        row.getString("base_name"),
                        row.getInt("modifier"),
                        row.getBoolean("domain"),
                        List.of((String[]) row.getArray("labels").getArray()),
                        row.getLong("element"),
                        List.of((String[]) row.getArray("element_labels").getArray()),
                        false,
                        null,
                        false,
                        ColumnShape.Identity.NONE))
                .one();
    }
}
