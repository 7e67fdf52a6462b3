SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.atttypid,
    NOT (a.attnotnull OR t.typtype = 'd' AND t.typnotnull), a.atthasdef, a.attidentity, a.attgenerated,
    pg_get_expr(d.adbin, d.adrelid), c.relkind IN ('r', 'p') OR pg_column_is_updatable(c.oid, a.attnum, true),
    col_description(a.attrelid, a.attnum)
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = ?::oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
