--liquibase formatted sql logicalFilePath:catalogs/virtubar/022-create-analytics-partitions-function.sql

--changeset schemuse:022-create-analytics-partitions-function labels:phase1 splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Makes the partitions of this month and of the months ahead.
CREATE FUNCTION create_analytics_partitions(months_ahead integer DEFAULT 3, months_back integer DEFAULT 120) RETURNS integer
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    this_month CONSTANT timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    months timestamp[];
    month timestamp;
    partition text;
    made integer := 0;
BEGIN
    IF months_ahead IS NULL OR months_ahead NOT BETWEEN 0 AND 120 THEN
        RAISE EXCEPTION 'months_ahead is %, expected 0 to 120', months_ahead
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF months_back IS NULL OR months_back NOT BETWEEN 0 AND 1200 THEN
        RAISE EXCEPTION 'months_back is %, expected 0 to 1200', months_back
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- Who calls this at the same time waits, and then finds the work done.
    LOCK TABLE analytics_events IN SHARE ROW EXCLUSIVE MODE;
    -- The list first: a query that is still being read would keep the tables from being altered. Clients send the dates, so
    -- there are some that no clock had: those beyond the bounds stay where they are, and no partition is made for them.
    months := ARRAY(
        SELECT generate_series(this_month, this_month + make_interval(months => months_ahead), interval '1 month')
        UNION
        SELECT date_trunc('month', e.occurred_at AT TIME ZONE 'UTC') FROM analytics_events_default e
        WHERE e.occurred_at < this_month AT TIME ZONE 'UTC'
            AND e.occurred_at >= (this_month - make_interval(months => months_back)) AT TIME ZONE 'UTC'
        ORDER BY 1);
    FOREACH month IN ARRAY months LOOP
        partition := 'analytics_events_' || to_char(month, 'YYYY_MM');
        IF to_regclass(partition) IS NULL THEN
            PERFORM create_analytics_partition(partition, month);
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END
$function$;
COMMENT ON FUNCTION create_analytics_partitions(integer, integer) IS
    'Makes the partitions (months in UTC) of this month, of so many months ahead, and of those of so many past months that events came for; moves those events out of analytics_events_default. Returns how many partitions it made; call it at least once a month, as the owner.';
REVOKE ALL ON FUNCTION create_analytics_partitions(integer, integer) FROM PUBLIC;

--rollback DROP FUNCTION create_analytics_partitions(integer, integer);
