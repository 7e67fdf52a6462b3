SELECT x.indrelid, i.relname, EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')),
    x.indisvalid, pg_get_indexdef(x.indexrelid, 0, true), obj_description(x.indexrelid, 'pg_class')
FROM pg_index x
JOIN pg_class c ON c.oid = x.indrelid
JOIN pg_class i ON i.oid = x.indexrelid
WHERE c.relnamespace = ?::oid
ORDER BY x.indrelid, i.relname COLLATE "C"
