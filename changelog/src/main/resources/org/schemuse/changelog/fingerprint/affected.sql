-- The relations, types and functions whose lines may have changed with these, and the schema of each: they themselves, and
-- whatever depends on one of them, because PostgreSQL prints the names of what a definition refers to. A row of kind n
-- stands for the lines of whole schemas.
WITH changed (class, object) AS (
    SELECT 'pg_class'::regclass, unnest(CAST(? AS oid[]))
), type (class, object) AS (
    SELECT 'pg_type'::regclass, unnest(CAST(? AS oid[]))
), routine (class, object) AS (
    -- A function of the same name can decide whether the others print with their schema.
    SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p
    WHERE p.proname IN (SELECT f.proname FROM pg_proc f WHERE f.oid = ANY (CAST(? AS oid[]))) OR quote_ident(p.proname) = ANY (?)
), named AS (
    SELECT class, object FROM changed
    UNION ALL SELECT class, object FROM type
    UNION ALL SELECT class, object FROM routine
    UNION ALL SELECT 'pg_type'::regclass, c.reltype FROM pg_class c JOIN changed ON c.oid = changed.object WHERE c.reltype <> 0
), element AS (
    SELECT class, object FROM named
    UNION ALL SELECT 'pg_type'::regclass, t.typarray FROM pg_type t JOIN named n ON n.class = 'pg_type'::regclass AND n.object = t.oid
), affected (class, object) AS (
    SELECT class, object FROM element
    UNION SELECT d.classid, d.objid FROM pg_depend d JOIN element e ON d.refclassid = e.class AND d.refobjid = e.object
    -- The table of a changed index or of what holds its oversized values.
    UNION SELECT d.refclassid, d.refobjid FROM pg_depend d JOIN changed c ON d.classid = c.class AND d.objid = c.object
        WHERE d.refclassid = 'pg_class'::regclass
), unit (kind, object) AS (
    SELECT 'r', coalesce((SELECT x.indrelid FROM pg_index x WHERE x.indexrelid = a.object), a.object)
    FROM affected a WHERE class = 'pg_class'::regclass
    UNION SELECT CASE WHEN k.conrelid <> 0 THEN 'r' ELSE 't' END, CASE WHEN k.conrelid <> 0 THEN k.conrelid ELSE k.contypid END
        FROM affected a JOIN pg_constraint k ON a.class = 'pg_constraint'::regclass AND k.oid = a.object
    UNION SELECT 'r', d.adrelid FROM affected a JOIN pg_attrdef d ON a.class = 'pg_attrdef'::regclass AND d.oid = a.object
    UNION SELECT 'r', u.ev_class FROM affected a JOIN pg_rewrite u ON a.class = 'pg_rewrite'::regclass AND u.oid = a.object
    UNION SELECT 'r', t.tgrelid FROM affected a JOIN pg_trigger t ON a.class = 'pg_trigger'::regclass AND t.oid = a.object
    UNION SELECT 'r', p.polrelid FROM affected a JOIN pg_policy p ON a.class = 'pg_policy'::regclass AND p.oid = a.object
    UNION SELECT 'r', x.stxrelid FROM affected a JOIN pg_statistic_ext x ON a.class = 'pg_statistic_ext'::regclass AND x.oid = a.object
    UNION SELECT CASE WHEN t.typrelid <> 0 THEN 'r' ELSE 't' END, CASE WHEN t.typrelid <> 0 THEN t.typrelid ELSE t.oid END
        FROM affected a JOIN pg_type t ON a.class = 'pg_type'::regclass AND t.oid = a.object
    UNION SELECT 'f', a.object FROM affected a WHERE a.class = 'pg_proc'::regclass
    UNION SELECT 'n', 0::oid FROM affected a
        WHERE a.class IN ('pg_cast'::regclass, 'pg_operator'::regclass, 'pg_ts_config'::regclass, 'pg_ts_dict'::regclass)
    UNION SELECT 'n', 0::oid FROM affected a
        JOIN pg_statistic_ext x ON a.class = 'pg_statistic_ext'::regclass AND x.oid = a.object
        JOIN pg_class c ON c.oid = x.stxrelid AND c.relnamespace <> x.stxnamespace
)
SELECT u.kind, u.object, n.nspname FROM unit u
LEFT JOIN pg_class c ON u.kind = 'r' AND c.oid = u.object
LEFT JOIN pg_type t ON u.kind = 't' AND t.oid = u.object
LEFT JOIN pg_proc p ON u.kind = 'f' AND p.oid = u.object
LEFT JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, t.typnamespace, p.pronamespace)
WHERE u.kind = 'n' OR n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
