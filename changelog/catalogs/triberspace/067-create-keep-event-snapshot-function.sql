--liquibase formatted sql logicalFilePath:catalogs/triberspace/067-create-keep-event-snapshot-function.sql

--changeset schemuse:067-create-keep-event-snapshot-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps the event in metadata.
CREATE FUNCTION keep_event_snapshot() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    held jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.event_id IS NULL OR NEW.event_id IS NOT DISTINCT FROM OLD.event_id) THEN
        held := OLD.metadata -> 'event';
    ELSE
        held := coalesce(event_snapshot(NEW.event_id), NEW.metadata -> 'event');
    END IF;
    IF held IS NOT NULL THEN
        -- What the application keeps there stays beside it.
        NEW.metadata := CASE WHEN jsonb_typeof(NEW.metadata) = 'object' THEN NEW.metadata
            WHEN NEW.metadata IS NULL THEN '{}' ELSE jsonb_build_object('value', NEW.metadata) END
            || jsonb_build_object('event', held);
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION keep_event_snapshot() IS
    'Writes the event to the key event of metadata when a visit is added or gets another event, and lets nobody change it. The other keys belong to the application.';
REVOKE ALL ON FUNCTION keep_event_snapshot() FROM PUBLIC;

--rollback DROP FUNCTION keep_event_snapshot();
