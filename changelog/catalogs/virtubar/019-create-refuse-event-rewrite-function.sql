--liquibase formatted sql logicalFilePath:catalogs/virtubar/019-create-refuse-event-rewrite-function.sql

--changeset schemuse:019-create-refuse-event-rewrite-function labels:phase1 splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that refuses changes to events.
CREATE FUNCTION refuse_event_rewrite() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    RAISE EXCEPTION 'analytics_events can be added to, never changed: % refused', TG_OP
        USING ERRCODE = 'object_not_in_prerequisite_state';
END
$function$;
COMMENT ON FUNCTION refuse_event_rewrite() IS
    'Refuses UPDATE, DELETE and TRUNCATE on analytics_events and its partitions to everybody.';
REVOKE ALL ON FUNCTION refuse_event_rewrite() FROM PUBLIC;

--rollback DROP FUNCTION refuse_event_rewrite();
