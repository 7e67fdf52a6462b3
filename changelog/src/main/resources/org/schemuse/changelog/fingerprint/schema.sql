-- One line of text for what belongs to the current schema as a whole; see objects.sql.
WITH schema AS (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl, coalesce(CAST(? AS text[]), ARRAY[pg_get_userbyid(n.nspowner)::text]) AS owners
    FROM pg_namespace n WHERE n.nspname = current_schema()
)
SELECT 'n', s.oid, 'schema ' || json_build_object(
        'owner', CASE WHEN pg_get_userbyid(s.nspowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(s.nspowner) END,
        'grants', (SELECT jsonb_agg(CASE g.grantee WHEN 0 THEN 'PUBLIC' WHEN s.nspowner THEN '<owner>' ELSE pg_get_userbyid(g.grantee) END
            || '=' || g.privilege_type || CASE WHEN g.is_grantable THEN '*' ELSE '' END
            ORDER BY CASE g.grantee WHEN 0 THEN 'PUBLIC' WHEN s.nspowner THEN '<owner>' ELSE pg_get_userbyid(g.grantee) END
            || '=' || g.privilege_type COLLATE "C") FROM aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) g),
        'comment', obj_description(s.oid, 'pg_namespace'))
FROM schema s
UNION ALL
SELECT 'n', s.oid, 'default privileges of ' || pg_get_userbyid(d.defaclrole) || ' for ' || d.defaclobjtype::text || ' ' || d.defaclacl::text
FROM pg_default_acl d JOIN schema s ON s.oid = d.defaclnamespace
UNION ALL
-- A cast has no schema: it is told where one of its types, or its function, has this one.
SELECT 'n', s.oid, 'cast (' || format_type(k.castsource, NULL) || ' AS ' || format_type(k.casttarget, NULL) || ') ' || json_build_object(
        'context', k.castcontext, 'method', k.castmethod, 'function', nullif(k.castfunc, 0)::regprocedure::text,
        'comment', obj_description(k.oid, 'pg_cast'))
FROM schema s, pg_cast k
WHERE k.oid >= 16384 AND (
    EXISTS (SELECT 1 FROM pg_type t WHERE t.oid IN (k.castsource, k.casttarget) AND t.typnamespace = s.oid)
    OR EXISTS (SELECT 1 FROM pg_proc p WHERE p.oid = k.castfunc AND p.pronamespace = s.oid))
UNION ALL
SELECT 'n', s.oid, 'collation ' || quote_ident(l.collname) || ' ' || json_build_object(
        'owner', CASE WHEN pg_get_userbyid(l.collowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(l.collowner) END,
        'provider', l.collprovider, 'deterministic', l.collisdeterministic, 'encoding', l.collencoding,
        'collate', l.collcollate, 'ctype', l.collctype,
        'locale', coalesce(to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale'),
        'comment', obj_description(l.oid, 'pg_collation'))
FROM pg_collation l JOIN schema s ON s.oid = l.collnamespace
UNION ALL
SELECT 'n', s.oid, 'operator ' || o.oid::regoperator::text || ' ' || json_build_object(
        'owner', CASE WHEN pg_get_userbyid(o.oprowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(o.oprowner) END,
        'returns', format_type(o.oprresult, NULL), 'function', o.oprcode::regprocedure::text,
        'commutator', nullif(o.oprcom, 0)::regoper::text, 'negator', nullif(o.oprnegate, 0)::regoper::text,
        'restriction', nullif(o.oprrest::oid, 0)::regproc::text, 'join', nullif(o.oprjoin::oid, 0)::regproc::text,
        'merges', o.oprcanmerge, 'hashes', o.oprcanhash, 'comment', obj_description(o.oid, 'pg_operator'))
FROM pg_operator o JOIN schema s ON s.oid = o.oprnamespace
UNION ALL
SELECT 'n', s.oid, 'text search configuration ' || quote_ident(c.cfgname) || ' ' || json_build_object(
        'owner', CASE WHEN pg_get_userbyid(c.cfgowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(c.cfgowner) END,
        'parser', (SELECT p.prsname FROM pg_ts_parser p WHERE p.oid = c.cfgparser),
        'mappings', (SELECT jsonb_agg(m.maptokentype || ': ' || m.mapdict::regdictionary::text ORDER BY m.maptokentype, m.mapseqno)
            FROM pg_ts_config_map m WHERE m.mapcfg = c.oid),
        'comment', obj_description(c.oid, 'pg_ts_config'))
FROM pg_ts_config c JOIN schema s ON s.oid = c.cfgnamespace
UNION ALL
SELECT 'n', s.oid, 'text search dictionary ' || quote_ident(c.dictname) || ' ' || json_build_object(
        'owner', CASE WHEN pg_get_userbyid(c.dictowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(c.dictowner) END,
        'template', (SELECT p.tmplname FROM pg_ts_template p WHERE p.oid = c.dicttemplate), 'options', c.dictinitoption,
        'comment', obj_description(c.oid, 'pg_ts_dict'))
FROM pg_ts_dict c JOIN schema s ON s.oid = c.dictnamespace
UNION ALL
-- Those of tables of this schema are in objects.sql.
SELECT 'n', s.oid, 'statistics ' || quote_ident(x.stxname) || ' ' || json_build_object(
        'definition', pg_get_statisticsobjdef_columns(x.oid), 'table', x.stxrelid::regclass::text, 'kinds', x.stxkind,
        'target', nullif(x.stxstattarget, -1),
        'owner', CASE WHEN pg_get_userbyid(x.stxowner) = ANY (s.owners) THEN '<schema owner>' ELSE pg_get_userbyid(x.stxowner) END,
        'comment', obj_description(x.oid, 'pg_statistic_ext'))
FROM pg_statistic_ext x JOIN schema s ON s.oid = x.stxnamespace
JOIN pg_class c ON c.oid = x.stxrelid AND c.relnamespace <> x.stxnamespace
UNION ALL
-- Kinds of objects that have no line of their own are counted, so that none can hide.
SELECT 'n', s.oid, 'other ' || d.classid::regclass || ' ' || count(*)
FROM pg_depend d JOIN schema s ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = s.oid
WHERE d.classid NOT IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass,
    'pg_statistic_ext'::regclass, 'pg_default_acl'::regclass, 'pg_collation'::regclass, 'pg_operator'::regclass,
    'pg_ts_config'::regclass, 'pg_ts_dict'::regclass)
GROUP BY s.oid, d.classid
