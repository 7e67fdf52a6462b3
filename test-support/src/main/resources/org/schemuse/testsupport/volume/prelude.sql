-- Before each catalog's rows. Nothing here is random: row n of a table is the same in every run with the same seed,
-- and only times move, which count back from the start of today.
SET session_replication_role TO replica; -- no triggers and no foreign keys: a test compares what refers with what is there
SET synchronous_commit TO on; -- VACUUM takes no row for visible to all whose commit, or a later one, is not on disk yet
CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT md5(kind || ' ' || n || ' ' || :seed)::uuid $$;
-- One of 1 to of, spread evenly; salt tells the choices of one row from each other.
CREATE FUNCTION pg_temp.pick(n bigint, salt bigint, of bigint) RETURNS bigint IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT 1 + (hashint8extended(n, salt * 1000003 + :seed) & 9223372036854775807) % of $$;
CREATE FUNCTION pg_temp.ago(minutes numeric) RETURNS timestamptz STABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT date_trunc('day', now()) - minutes * interval '1 minute' $$;
