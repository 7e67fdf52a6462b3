--liquibase formatted sql logicalFilePath:catalogs/virtubar/021-create-analytics-partition-function.sql

--changeset schemuse:021-create-analytics-partition-function labels:phase1 splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Makes the partition of one month.
CREATE FUNCTION create_analytics_partition(partition text, month timestamp) RETURNS void
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    first timestamptz := month AT TIME ZONE 'UTC';
    beyond timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
    others text;
BEGIN
    EXECUTE format(
        'CREATE TABLE %I (LIKE analytics_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS)', partition);
    EXECUTE format('COMMENT ON TABLE %I IS %L', partition, 'Events of ' || to_char(month, 'YYYY-MM') || ', by UTC.');
    -- Default privileges may have opened it to roles that may not use analytics_events.
    SELECT string_agg(DISTINCT coalesce(quote_ident(r.rolname), 'PUBLIC'), ', ') INTO others
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.oid = to_regclass(quote_ident(partition)) AND a.grantee <> c.relowner;
    IF others IS NOT NULL THEN
        EXECUTE format('REVOKE ALL ON %I FROM %s', partition, others);
    END IF;
    -- Moving is the one change to events there is: the same row, in the same transaction, in its own partition.
    ALTER TABLE analytics_events_default DISABLE TRIGGER analytics_events_append_only;
    EXECUTE format(
        'WITH moved AS (DELETE FROM analytics_events_default WHERE occurred_at >= $1 AND occurred_at < $2 RETURNING *)'
        ' INSERT INTO %I SELECT * FROM moved', partition) USING first, beyond;
    ALTER TABLE analytics_events_default ENABLE TRIGGER analytics_events_append_only;
    EXECUTE format(
        'ALTER TABLE analytics_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, first, beyond);
    EXECUTE format(
        'CREATE TRIGGER analytics_events_keep_rows BEFORE TRUNCATE ON %I'
        ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_rewrite()', partition);
END
$function$;
COMMENT ON FUNCTION create_analytics_partition(text, timestamp) IS
    'Makes one partition, for create_analytics_partitions: moves what the default partition has of that month, and attaches it.';
REVOKE ALL ON FUNCTION create_analytics_partition(text, timestamp) FROM PUBLIC;

--rollback DROP FUNCTION create_analytics_partition(text, timestamp);
