--liquibase formatted sql logicalFilePath:catalogs/virtubar/020-make-analytics-events-append-only.sql

--changeset schemuse:020-make-analytics-events-append-only labels:phase1 splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: A trigger a row is inherited by every partition; TRUNCATE needs one of its own on each.
CREATE TRIGGER analytics_events_append_only BEFORE UPDATE OR DELETE ON analytics_events
    FOR EACH ROW EXECUTE FUNCTION refuse_event_rewrite();
CREATE TRIGGER analytics_events_keep_rows BEFORE TRUNCATE ON analytics_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_rewrite();
-- There may be months already, where this changeset was rolled back and comes again.
DO $months$
DECLARE
    partition regclass;
BEGIN
    FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'analytics_events'::regclass LOOP
        EXECUTE format(
            'CREATE TRIGGER analytics_events_keep_rows BEFORE TRUNCATE ON %s'
            ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_rewrite()', partition);
    END LOOP;
END
$months$;

/* liquibase rollback
DO $months$
DECLARE
    partition regclass;
BEGIN
    FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'analytics_events'::regclass LOOP
        EXECUTE format('DROP TRIGGER analytics_events_keep_rows ON %s', partition);
    END LOOP;
    DROP TRIGGER analytics_events_keep_rows ON analytics_events;
    DROP TRIGGER analytics_events_append_only ON analytics_events;
END
$months$;
*/
