SELECT c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, pg_get_partkeydef(c.oid),
    pg_relation_is_updatable(c.oid, true) & 8 <> 0, pg_relation_is_updatable(c.oid, true) & 4 <> 0,
    obj_description(c.oid, 'pg_class')
FROM pg_class c
WHERE c.relnamespace = ?::oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
    AND c.relname NOT IN ('databasechangelog', 'databasechangeloglock')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname COLLATE "C"
