--liquibase formatted sql logicalFilePath:catalogs/triberspace/063-create-event-snapshot-function.sql

--changeset schemuse:063-create-event-snapshot-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: What a visitor was shown of an event.
CREATE FUNCTION event_snapshot(event integer) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path FROM CURRENT
AS $function$
    SELECT jsonb_build_object(
        'public_id', e.public_id, 'name', e.name, 'start_time', e.start_time, 'end_time', e.end_time,
        'space', s.name, 'world', w.name, 'creator', creator_snapshot(w.creator_id))
    FROM events e
    JOIN spaces s ON s.id = e.space_id
    JOIN worlds w ON w.id = s.world_id
    WHERE e.id = event
$function$;
COMMENT ON FUNCTION event_snapshot(integer) IS
    'The event, its place and its creator as they are now, for histories that outlive them; NULL if there is none.';
REVOKE ALL ON FUNCTION event_snapshot(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_snapshot(integer) TO triberspace_app;

--rollback DROP FUNCTION event_snapshot(integer);
