-- What a change of would show in lines anywhere (names), and what shows in the lines of whole schemas only (schemas).
SELECT concat_ws('; ',
    (SELECT string_agg(oid || ' ' || nspname, ', ' ORDER BY oid) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'),
    (SELECT string_agg(oid || ' ' || rolname, ', ' ORDER BY oid) FROM pg_roles),
    (SELECT string_agg(oid || ' ' || spcname, ', ' ORDER BY oid) FROM pg_tablespace),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_am),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_language),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_collation WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_operator WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_opclass WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_opfamily WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_ts_config WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_ts_dict WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_ts_parser WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_ts_template WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_conversion WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_foreign_server),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_extension)) AS names,
concat_ws('; ',
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_namespace WHERE nspname !~ '^pg_'),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_default_acl),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_cast WHERE oid >= 16384),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_ts_config_map WHERE mapcfg >= 16384),
    (SELECT count(*) || ' ' || sum(x.xmin::text::bigint) || ' ' || coalesce(sum(d.xmin::text::bigint), 0)
        FROM pg_statistic_ext x JOIN pg_class c ON c.oid = x.stxrelid AND c.relnamespace <> x.stxnamespace
        LEFT JOIN pg_description d ON d.classoid = 'pg_statistic_ext'::regclass AND d.objoid = x.oid),
    (SELECT count(*) || ' ' || sum(xmin::text::bigint) FROM pg_description
        WHERE classoid IN ('pg_namespace'::regclass, 'pg_cast'::regclass, 'pg_collation'::regclass, 'pg_operator'::regclass,
            'pg_ts_config'::regclass, 'pg_ts_dict'::regclass) AND objoid >= 2200)) AS schemas
