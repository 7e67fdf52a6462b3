-- One line of text for each object of the current schema. search_path is the schema, so that what belongs to it prints
-- without its name; owners print as <owner>, and privileges that were never touched print as the defaults they are.
WITH schema AS (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_namespace n WHERE n.nspname = current_schema()
), relation AS (
    SELECT c.* FROM pg_class c JOIN schema s ON s.oid = c.relnamespace
    WHERE c.relname NOT IN ('databasechangelog', 'databasechangeloglock')
), acl (class, object, part, owner, acl) AS (
    SELECT 'pg_namespace'::regclass, oid, 0, nspowner, coalesce(nspacl, acldefault('n', nspowner)) FROM schema
    UNION ALL
    SELECT 'pg_class'::regclass, oid, 0, relowner,
        coalesce(relacl, acldefault((CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", relowner)) FROM relation
    UNION ALL
    SELECT 'pg_class'::regclass, r.oid, a.attnum, r.relowner, a.attacl
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attacl IS NOT NULL
    UNION ALL
    SELECT 'pg_proc'::regclass, p.oid, 0, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
    FROM pg_proc p JOIN schema s ON s.oid = p.pronamespace
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, 0, t.typowner, coalesce(t.typacl, acldefault('T', t.typowner))
    FROM pg_type t JOIN schema s ON s.oid = t.typnamespace
), privilege AS (
    SELECT a.class, a.object, a.part,
        CASE g.grantee WHEN 0 THEN 'PUBLIC' WHEN a.owner THEN '<owner>' ELSE pg_get_userbyid(g.grantee) END
            || '=' || g.privilege_type || CASE WHEN g.is_grantable THEN '*' ELSE '' END AS privilege
    FROM acl a, aclexplode(a.acl) g
), granted AS (
    SELECT class, object, part, jsonb_agg(privilege ORDER BY privilege COLLATE "C") AS privileges
    FROM privilege GROUP BY class, object, part
)
SELECT 'schema ' || json_build_object('grants', g.privileges, 'comment', obj_description(s.oid, 'pg_namespace'))
FROM schema s LEFT JOIN granted g ON g.class = 'pg_namespace'::regclass AND g.object = s.oid
UNION ALL
SELECT CASE r.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'f' THEN 'foreign table ' WHEN 'c' THEN 'composite type ' ELSE 'table ' END
    || quote_ident(r.relname) || ' ' || json_build_object(
        'row security', r.relrowsecurity, 'forced', r.relforcerowsecurity, 'persistence', r.relpersistence,
        'options', r.reloptions, 'replica identity', r.relreplident, 'partition key', pg_get_partkeydef(r.oid),
        'partition bound', pg_get_expr(r.relpartbound, r.oid),
        'inherits', (SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = r.oid),
        'definition', CASE WHEN r.relkind IN ('v', 'm') THEN pg_get_viewdef(r.oid) END,
        'grants', g.privileges, 'comment', obj_description(r.oid, 'pg_class'))
FROM relation r LEFT JOIN granted g ON g.class = 'pg_class'::regclass AND g.object = r.oid AND g.part = 0
WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
UNION ALL
SELECT 'column ' || quote_ident(r.relname) || '.' || quote_ident(a.attname) || ' ' || json_build_object(
        'place', row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum),
        'type', format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull,
        'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'generated', a.attgenerated,
        'collation', (SELECT l.collname FROM pg_collation l JOIN pg_type t ON t.oid = a.atttypid
            WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation),
        'options', a.attoptions, 'grants', g.privileges, 'comment', col_description(r.oid, a.attnum))
FROM relation r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
LEFT JOIN granted g ON g.class = 'pg_class'::regclass AND g.object = r.oid AND g.part = a.attnum
WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
UNION ALL
-- NOT NULL is told with the column: only newer servers keep it as a constraint too.
SELECT 'constraint ' || coalesce(quote_ident(r.relname), quote_ident(t.typname)) || '.' || quote_ident(k.conname) || ' '
    || json_build_object('definition', pg_get_constraintdef(k.oid, true), 'validated', k.convalidated,
        'comment', obj_description(k.oid, 'pg_constraint'))
FROM pg_constraint k JOIN schema s ON s.oid = k.connamespace
LEFT JOIN relation r ON r.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
WHERE k.contype NOT IN ('n', 't') AND (r.oid IS NOT NULL OR t.oid IS NOT NULL)
UNION ALL
SELECT 'index ' || quote_ident(i.relname) || ' ' || json_build_object(
        'definition', pg_get_indexdef(x.indexrelid, 0, true), 'valid', x.indisvalid, 'clustered', x.indisclustered,
        'comment', obj_description(i.oid, 'pg_class'))
FROM pg_index x JOIN relation r ON r.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
UNION ALL
SELECT 'sequence ' || quote_ident(r.relname) || ' ' || json_build_object(
        'type', format_type(q.seqtypid, NULL), 'start', q.seqstart, 'increment', q.seqincrement, 'minimum', q.seqmin,
        'maximum', q.seqmax, 'cycle', q.seqcycle, 'grants', g.privileges, 'comment', obj_description(r.oid, 'pg_class'))
FROM relation r JOIN pg_sequence q ON q.seqrelid = r.oid
LEFT JOIN granted g ON g.class = 'pg_class'::regclass AND g.object = r.oid AND g.part = 0
UNION ALL
SELECT 'type ' || quote_ident(t.typname) || ' ' || json_build_object(
        'kind', t.typtype,
        'values', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
        'base', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
        'not null', t.typnotnull, 'default', t.typdefault, 'grants', g.privileges, 'comment', obj_description(t.oid, 'pg_type'))
FROM pg_type t JOIN schema s ON s.oid = t.typnamespace
LEFT JOIN granted g ON g.class = 'pg_type'::regclass AND g.object = t.oid
WHERE t.typtype IN ('e', 'd', 'r') OR t.typtype = 'b' AND t.typcategory <> 'A'
UNION ALL
SELECT 'policy ' || quote_ident(r.relname) || '.' || quote_ident(p.polname) || ' ' || json_build_object(
        'command', p.polcmd, 'permissive', p.polpermissive,
        'roles', (SELECT jsonb_agg(who ORDER BY who COLLATE "C") FROM (
            SELECT CASE role WHEN 0 THEN 'PUBLIC' WHEN r.relowner THEN '<owner>' ELSE pg_get_userbyid(role) END AS who
            FROM unnest(p.polroles) role) roles),
        'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
        'comment', obj_description(p.oid, 'pg_policy'))
FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
UNION ALL
SELECT 'trigger ' || quote_ident(r.relname) || '.' || quote_ident(t.tgname) || ' ' || json_build_object(
        'definition', pg_get_triggerdef(t.oid, true), 'enabled', t.tgenabled, 'comment', obj_description(t.oid, 'pg_trigger'))
FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
-- The server's own triggers behind a foreign key count only where somebody switched them.
SELECT 'switched trigger ' || quote_ident(r.relname) || '.' || quote_ident(k.conname) || ' ' || json_build_object(
        'enabled', t.tgenabled, 'function', t.tgfoid::regproc::text)
FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid JOIN pg_constraint k ON k.oid = t.tgconstraint
WHERE t.tgisinternal AND t.tgenabled <> 'O'
UNION ALL
SELECT 'rule ' || quote_ident(r.relname) || '.' || quote_ident(u.rulename) || ' ' || json_build_object(
        'definition', pg_get_ruledef(u.oid, true), 'enabled', u.ev_enabled)
FROM pg_rewrite u JOIN relation r ON r.oid = u.ev_class WHERE u.rulename <> '_RETURN'
UNION ALL
SELECT 'function ' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ') ' || json_build_object(
        'kind', p.prokind, 'arguments', pg_get_function_arguments(p.oid), 'returns', pg_get_function_result(p.oid),
        'language', (SELECT l.lanname FROM pg_language l WHERE l.oid = p.prolang), 'source', p.prosrc,
        'body', pg_get_function_sqlbody(p.oid), 'volatility', p.provolatile, 'parallel', p.proparallel,
        'security definer', p.prosecdef, 'leakproof', p.proleakproof, 'strict', p.proisstrict,
        'settings', (SELECT jsonb_agg(CASE
                WHEN setting LIKE 'search\_path=%' THEN 'search_path=' || array_to_string(array_replace(
                    string_to_array(substr(setting, length('search_path=') + 1), ', '), quote_ident(s.nspname), '<schema>'), ', ')
                ELSE setting END ORDER BY setting COLLATE "C") FROM unnest(p.proconfig) setting),
        'cost', p.procost, 'rows', p.prorows, 'grants', g.privileges, 'comment', obj_description(p.oid, 'pg_proc'))
FROM pg_proc p JOIN schema s ON s.oid = p.pronamespace
LEFT JOIN granted g ON g.class = 'pg_proc'::regclass AND g.object = p.oid
UNION ALL
SELECT 'statistics ' || quote_ident(x.stxname) || ' ' || json_build_object('definition', pg_get_statisticsobjdef_columns(x.oid), 'table', x.stxrelid::regclass::text)
FROM pg_statistic_ext x JOIN schema s ON s.oid = x.stxnamespace
UNION ALL
SELECT 'default privileges of ' || pg_get_userbyid(d.defaclrole) || ' for ' || d.defaclobjtype::text || ' ' || d.defaclacl::text
FROM pg_default_acl d JOIN schema s ON s.oid = d.defaclnamespace
UNION ALL
-- Kinds of objects that no catalog uses are counted, so that none can hide.
SELECT 'other ' || d.classid::regclass || ' ' || count(*)
FROM pg_depend d JOIN schema s ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = s.oid
WHERE d.classid NOT IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass,
    'pg_statistic_ext'::regclass, 'pg_default_acl'::regclass)
GROUP BY d.classid
