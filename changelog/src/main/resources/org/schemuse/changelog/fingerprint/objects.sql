-- One line of text for each object of the current schema, with the relation (r), type (t) or function (f) it belongs to:
-- what changes a part of one can change every line of it. search_path is the schema, so that what belongs to it prints
-- without its name. An owner prints as <schema owner> where it is a role that should own the schema's objects, and
-- privileges that were never touched print as the defaults they are. Lines that end in "-- part" are left out to read all of it.
WITH schema AS (
    SELECT n.oid, n.nspname, coalesce(CAST(? AS text[]), ARRAY[pg_get_userbyid(n.nspowner)::text]) AS owners
    FROM pg_namespace n WHERE n.nspname = current_schema()
), relation AS (
    SELECT c.*, CASE WHEN pg_get_userbyid(c.relowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(c.relowner) END AS owned
    FROM pg_class c JOIN schema s ON s.oid = c.relnamespace
    WHERE c.relname NOT IN ('databasechangelog', 'databasechangeloglock')
    AND c.oid = ANY (?) -- part
), type AS (
    SELECT t.*, CASE WHEN pg_get_userbyid(t.typowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(t.typowner) END AS owned
    FROM pg_type t JOIN schema s ON s.oid = t.typnamespace
    WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'b' AND t.typcategory <> 'A')
    AND t.oid = ANY (?) -- part
), routine AS (
    SELECT p.*, s.nspname, CASE WHEN pg_get_userbyid(p.proowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(p.proowner) END AS owned
    FROM pg_proc p JOIN schema s ON s.oid = p.pronamespace
    WHERE true
    AND p.oid = ANY (?) -- part
), acl (class, object, part, owner, acl) AS (
    SELECT 'pg_class'::regclass, oid, 0, relowner,
        coalesce(relacl, acldefault((CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", relowner)) FROM relation
    UNION ALL
    SELECT 'pg_class'::regclass, r.oid, a.attnum, r.relowner, a.attacl
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attacl IS NOT NULL
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, 0, proowner, coalesce(proacl, acldefault('f', proowner)) FROM routine
    UNION ALL
    SELECT 'pg_type'::regclass, oid, 0, typowner, coalesce(typacl, acldefault('T', typowner)) FROM type
), privilege AS (
    SELECT a.class, a.object, a.part,
        CASE g.grantee WHEN 0 THEN 'PUBLIC' WHEN a.owner THEN '<owner>' ELSE pg_get_userbyid(g.grantee) END
            || '=' || g.privilege_type || CASE WHEN g.is_grantable THEN '*' ELSE '' END AS privilege
    FROM acl a, aclexplode(a.acl) g
), granted AS (
    SELECT class, object, part, jsonb_agg(privilege ORDER BY privilege COLLATE "C") AS privileges
    FROM privilege GROUP BY class, object, part
)
SELECT 'r', r.oid, CASE r.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'f' THEN 'foreign table ' WHEN 'c' THEN 'composite type ' ELSE 'table ' END
    || quote_ident(r.relname) || ' ' || json_build_object(
        'owner', r.owned, 'row security', r.relrowsecurity, 'forced', r.relforcerowsecurity, 'persistence', r.relpersistence,
        'options', r.reloptions, 'options of oversized values', o.reloptions, 'replica identity', r.relreplident,
        'access method', (SELECT m.amname FROM pg_am m WHERE m.oid = r.relam),
        'tablespace', (SELECT t.spcname FROM pg_tablespace t WHERE t.oid = r.reltablespace),
        'of type', CASE WHEN r.reloftype <> 0 THEN format_type(r.reloftype, NULL) END,
        'foreign server', (SELECT v.srvname FROM pg_foreign_server v WHERE v.oid = f.ftserver), 'foreign options', f.ftoptions,
        'partition key', pg_get_partkeydef(r.oid), 'partition bound', pg_get_expr(r.relpartbound, r.oid),
        'inherits', (SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = r.oid),
        'definition', CASE WHEN r.relkind IN ('v', 'm') THEN pg_get_viewdef(r.oid) END,
        'grants', g.privileges, 'comment', obj_description(r.oid, 'pg_class'))
FROM relation r LEFT JOIN granted g ON g.class = 'pg_class'::regclass AND g.object = r.oid AND g.part = 0
LEFT JOIN pg_class o ON o.oid = r.reltoastrelid
LEFT JOIN pg_foreign_table f ON f.ftrelid = r.oid
WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
UNION ALL
-- Before PostgreSQL 17 the standard statistics target was -1, and is NULL since.
SELECT 'r', r.oid, 'column ' || quote_ident(r.relname) || '.' || quote_ident(a.attname) || ' ' || json_build_object(
        'place', row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum),
        'type', format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull,
        'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'generated', a.attgenerated,
        'collation', (SELECT l.collname FROM pg_collation l JOIN pg_type t ON t.oid = a.atttypid
            WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation),
        'statistics', nullif(a.attstattarget, -1), 'storage', a.attstorage, 'compression', nullif(a.attcompression, ''),
        'options', a.attoptions, 'foreign options', a.attfdwoptions,
        'grants', g.privileges, 'comment', col_description(r.oid, a.attnum))
FROM relation r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
LEFT JOIN granted g ON g.class = 'pg_class'::regclass AND g.object = r.oid AND g.part = a.attnum
WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
UNION ALL
-- NOT NULL is told with the column: only newer servers keep it as a constraint too.
SELECT 'r', r.oid, 'constraint ' || quote_ident(r.relname) || '.' || quote_ident(k.conname) || ' '
    || json_build_object('definition', pg_get_constraintdef(k.oid, true), 'validated', k.convalidated,
        'comment', obj_description(k.oid, 'pg_constraint'))
FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid WHERE k.contype NOT IN ('n', 't')
UNION ALL
SELECT 't', t.oid, 'constraint ' || quote_ident(t.typname) || '.' || quote_ident(k.conname) || ' '
    || json_build_object('definition', pg_get_constraintdef(k.oid, true), 'validated', k.convalidated,
        'comment', obj_description(k.oid, 'pg_constraint'))
FROM type t JOIN pg_constraint k ON k.contypid = t.oid WHERE k.contype NOT IN ('n', 't')
UNION ALL
SELECT 'r', r.oid, 'index ' || quote_ident(i.relname) || ' ' || json_build_object(
        'definition', pg_get_indexdef(x.indexrelid, 0, true), 'valid', x.indisvalid, 'clustered', x.indisclustered,
        'replica identity', x.indisreplident,
        'tablespace', (SELECT t.spcname FROM pg_tablespace t WHERE t.oid = i.reltablespace),
        'statistics', (SELECT jsonb_object_agg(a.attnum, a.attstattarget) FROM pg_attribute a
            WHERE a.attrelid = i.oid AND a.attstattarget > -1),
        'comment', obj_description(i.oid, 'pg_class'))
FROM pg_index x JOIN relation r ON r.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
UNION ALL
SELECT 'r', r.oid, 'sequence ' || quote_ident(r.relname) || ' ' || json_build_object(
        'owner', r.owned, 'type', format_type(q.seqtypid, NULL), 'start', q.seqstart, 'increment', q.seqincrement,
        'minimum', q.seqmin, 'maximum', q.seqmax, 'cycle', q.seqcycle, 'cache', q.seqcache, 'persistence', r.relpersistence,
        'owned by', (SELECT d.refobjid::regclass::text || '.' || quote_ident(a.attname)
            FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
            AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')),
        'grants', g.privileges, 'comment', obj_description(r.oid, 'pg_class'))
FROM relation r JOIN pg_sequence q ON q.seqrelid = r.oid
LEFT JOIN granted g ON g.class = 'pg_class'::regclass AND g.object = r.oid AND g.part = 0
UNION ALL
SELECT 't', t.oid, 'type ' || quote_ident(t.typname) || ' ' || json_build_object(
        'owner', t.owned, 'kind', t.typtype,
        'values', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
        'base', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
        'range of', (SELECT format_type(a.rngsubtype, NULL) FROM pg_range a WHERE a.rngtypid = t.oid),
        'not null', t.typnotnull, 'default', t.typdefault, 'storage', t.typstorage,
        'grants', g.privileges, 'comment', obj_description(t.oid, 'pg_type'))
FROM type t
LEFT JOIN granted g ON g.class = 'pg_type'::regclass AND g.object = t.oid
UNION ALL
SELECT 'r', r.oid, 'policy ' || quote_ident(r.relname) || '.' || quote_ident(p.polname) || ' ' || json_build_object(
        'command', p.polcmd, 'permissive', p.polpermissive,
        'roles', (SELECT jsonb_agg(who ORDER BY who COLLATE "C") FROM (
            SELECT CASE role WHEN 0 THEN 'PUBLIC' WHEN r.relowner THEN '<owner>' ELSE pg_get_userbyid(role) END AS who
            FROM unnest(p.polroles) role) roles),
        'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
        'comment', obj_description(p.oid, 'pg_policy'))
FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
UNION ALL
SELECT 'r', r.oid, 'trigger ' || quote_ident(r.relname) || '.' || quote_ident(t.tgname) || ' ' || json_build_object(
        'definition', pg_get_triggerdef(t.oid, true), 'enabled', t.tgenabled, 'comment', obj_description(t.oid, 'pg_trigger'))
FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
-- The server's own triggers behind a foreign key count only where somebody switched them.
SELECT 'r', r.oid, 'switched trigger ' || quote_ident(r.relname) || '.' || quote_ident(k.conname) || ' ' || json_build_object(
        'enabled', t.tgenabled, 'function', t.tgfoid::regproc::text)
FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid JOIN pg_constraint k ON k.oid = t.tgconstraint
WHERE t.tgisinternal AND t.tgenabled <> 'O'
UNION ALL
SELECT 'r', r.oid, 'rule ' || quote_ident(r.relname) || '.' || quote_ident(u.rulename) || ' ' || json_build_object(
        'definition', pg_get_ruledef(u.oid, true), 'enabled', u.ev_enabled, 'comment', obj_description(u.oid, 'pg_rewrite'))
FROM pg_rewrite u JOIN relation r ON r.oid = u.ev_class WHERE u.rulename <> '_RETURN'
UNION ALL
SELECT 'f', p.oid, 'function ' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ') ' || json_build_object(
        'owner', p.owned, 'kind', p.prokind, 'arguments', pg_get_function_arguments(p.oid), 'returns', pg_get_function_result(p.oid),
        'language', (SELECT l.lanname FROM pg_language l WHERE l.oid = p.prolang), 'source', p.prosrc,
        'body', pg_get_function_sqlbody(p.oid), 'library', p.probin, 'volatility', p.provolatile, 'parallel', p.proparallel,
        'security definer', p.prosecdef, 'leakproof', p.proleakproof, 'strict', p.proisstrict,
        'support', nullif(p.prosupport, 0)::regproc::text,
        'aggregates', (SELECT json_build_object('each', a.aggtransfn::text, 'state', format_type(a.aggtranstype, NULL),
            'at the end', a.aggfinalfn::text, 'begins with', a.agginitval, 'combines', a.aggcombinefn::text,
            'moving', a.aggmtransfn::text, 'operator', a.aggsortop::regoper::text) FROM pg_aggregate a WHERE a.aggfnoid = p.oid),
        'settings', (SELECT jsonb_agg(CASE
                WHEN setting LIKE 'search\_path=%' THEN 'search_path=' || array_to_string(array_replace(
                    string_to_array(substr(setting, length('search_path=') + 1), ', '), quote_ident(p.nspname), '<schema>'), ', ')
                ELSE setting END ORDER BY setting COLLATE "C") FROM unnest(p.proconfig) setting),
        'cost', p.procost, 'rows', p.prorows, 'grants', g.privileges, 'comment', obj_description(p.oid, 'pg_proc'))
FROM routine p
LEFT JOIN granted g ON g.class = 'pg_proc'::regclass AND g.object = p.oid
UNION ALL
SELECT 'r', r.oid, 'statistics ' || quote_ident(x.stxname) || ' ' || json_build_object(
        'definition', pg_get_statisticsobjdef_columns(x.oid), 'table', x.stxrelid::regclass::text, 'kinds', x.stxkind,
        'target', nullif(x.stxstattarget, -1),
        'owner', CASE WHEN pg_get_userbyid(x.stxowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(x.stxowner) END,
        'comment', obj_description(x.oid, 'pg_statistic_ext'))
FROM pg_statistic_ext x JOIN relation r ON r.oid = x.stxrelid JOIN schema s ON s.oid = x.stxnamespace
