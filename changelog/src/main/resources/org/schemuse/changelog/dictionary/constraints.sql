-- NOT NULL is told with the column: only newer servers keep it as a constraint too. A foreign key to a partitioned table has
-- one more row for each partition, which names its parent.
SELECT k.conrelid, k.conname, k.contype,
    ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY key (number, place)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number ORDER BY key.place),
    n.nspname, f.relname,
    ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY key (number, place)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number ORDER BY key.place),
    pg_get_constraintdef(k.oid, true), obj_description(k.oid, 'pg_constraint')
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
LEFT JOIN pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_namespace n ON n.oid = f.relnamespace
WHERE c.relnamespace = ?::oid AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0
ORDER BY k.conrelid, k.conname COLLATE "C"
