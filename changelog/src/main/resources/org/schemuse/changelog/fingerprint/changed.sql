-- Which relations (r), types (t) and functions (f) changed since the last time: how many rows of the system catalogs
-- belong to each, and the sum of the transactions that wrote them. A row that is written again has a later transaction,
-- so an equal number of rows with an equal sum are the same rows. Objects of PostgreSQL itself have lower numbers.
WITH stamp (kind, object, writer) AS (
    SELECT 'r', oid, xmin FROM pg_class WHERE oid >= 16384
    UNION ALL SELECT 'r', attrelid, xmin FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT 'r', adrelid, xmin FROM pg_attrdef
    UNION ALL SELECT 'r', indrelid, xmin FROM pg_index WHERE indexrelid >= 16384
    UNION ALL SELECT 'r', inhrelid, xmin FROM pg_inherits
    UNION ALL SELECT 'r', partrelid, xmin FROM pg_partitioned_table
    UNION ALL SELECT 'r', seqrelid, xmin FROM pg_sequence
    UNION ALL SELECT 'r', ftrelid, xmin FROM pg_foreign_table
    UNION ALL SELECT 'r', stxrelid, xmin FROM pg_statistic_ext
    UNION ALL SELECT 'r', tgrelid, xmin FROM pg_trigger
    UNION ALL SELECT 'r', polrelid, xmin FROM pg_policy
    UNION ALL SELECT 'r', ev_class, xmin FROM pg_rewrite WHERE oid >= 16384
    UNION ALL SELECT 'r', objid, xmin FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid >= 16384
    UNION ALL SELECT CASE WHEN conrelid <> 0 THEN 'r' ELSE 't' END, CASE WHEN conrelid <> 0 THEN conrelid ELSE contypid END, xmin
        FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT 't', oid, xmin FROM pg_type WHERE oid >= 16384
    UNION ALL SELECT 't', enumtypid, xmin FROM pg_enum
    UNION ALL SELECT 't', rngtypid, xmin FROM pg_range WHERE rngtypid >= 16384
    UNION ALL SELECT 'f', oid, xmin FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT 'f', aggfnoid::oid, xmin FROM pg_aggregate WHERE aggfnoid::oid >= 16384
    UNION ALL SELECT CASE classoid WHEN 'pg_class'::regclass THEN 'r' WHEN 'pg_type'::regclass THEN 't' ELSE 'f' END, objoid, xmin
        FROM pg_description
        WHERE objoid >= 16384 AND classoid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)
    UNION ALL SELECT CASE WHEN k.conrelid <> 0 THEN 'r' ELSE 't' END, CASE WHEN k.conrelid <> 0 THEN k.conrelid ELSE k.contypid END, d.xmin
        FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid WHERE d.classoid = 'pg_constraint'::regclass
    UNION ALL SELECT 'r', t.tgrelid, d.xmin
        FROM pg_description d JOIN pg_trigger t ON t.oid = d.objoid WHERE d.classoid = 'pg_trigger'::regclass
    UNION ALL SELECT 'r', p.polrelid, d.xmin
        FROM pg_description d JOIN pg_policy p ON p.oid = d.objoid WHERE d.classoid = 'pg_policy'::regclass
    UNION ALL SELECT 'r', u.ev_class, d.xmin
        FROM pg_description d JOIN pg_rewrite u ON u.oid = d.objoid WHERE d.classoid = 'pg_rewrite'::regclass
    UNION ALL SELECT 'r', x.stxrelid, d.xmin
        FROM pg_description d JOIN pg_statistic_ext x ON x.oid = d.objoid WHERE d.classoid = 'pg_statistic_ext'::regclass
), standing AS MATERIALIZED (
    SELECT kind, object, count(*) AS rows, sum(writer::text::bigint) AS writers FROM stamp GROUP BY kind, object
), changed AS MATERIALIZED (
    SELECT kind, object, now.rows, now.writers
    FROM standing now FULL JOIN pg_temp.schemuse_standing seen USING (kind, object)
    WHERE now.rows IS DISTINCT FROM seen.rows OR now.writers IS DISTINCT FROM seen.writers
), forgotten AS (
    DELETE FROM pg_temp.schemuse_standing seen USING changed
    WHERE seen.kind = changed.kind AND seen.object = changed.object
), kept AS (
    INSERT INTO pg_temp.schemuse_standing SELECT kind, object, rows, writers FROM changed WHERE rows IS NOT NULL
)
SELECT kind, object FROM changed
