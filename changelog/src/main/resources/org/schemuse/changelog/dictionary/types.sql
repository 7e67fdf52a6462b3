-- All of them, for a column may be of any schema's type; the last columns are for those of the schema itself.
SELECT t.oid, n.nspname, t.typname, t.typtype, CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END, t.typbasetype, t.typrelid,
    ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
    t.typnamespace = ?::oid AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'),
    (SELECT c.relkind = 'c' FROM pg_class c WHERE c.oid = t.typrelid),
    format_type(t.typbasetype, t.typtypmod),
    ARRAY(SELECT pg_get_constraintdef(k.oid, true) AS definition FROM pg_constraint k
        WHERE k.contypid = t.oid AND k.contype = 'c' ORDER BY k.conname COLLATE "C"),
    obj_description(t.oid, 'pg_type')
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
ORDER BY t.typname COLLATE "C"
