--liquibase formatted sql logicalFilePath:catalogs/vibemuse/061-create-guard-arrival-function.sql

--changeset schemuse:061-create-guard-arrival-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that lets users go only where a way leads, and notes when they arrived.
CREATE FUNCTION guard_arrival() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.current_location IS NOT DISTINCT FROM OLD.current_location THEN
        NEW.arrived_at := OLD.arrived_at;
        RETURN NEW;
    END IF;
    IF row_security_active(TG_RELID) AND NOT (
        NEW.current_location IS NULL
        OR NEW.user_class >= 'admin'
        OR EXISTS (SELECT FROM power_grants p WHERE p.user_id = NEW.id AND lower(p.power) = 'teleport')
        OR EXISTS (SELECT FROM objects o WHERE o.id = NEW.current_location
            AND (o.owner_id = NEW.id OR o.object_type = 'room' AND 'JUMP_OK' = ANY (o.flags)))
        OR EXISTS (SELECT FROM objects body WHERE body.id = NEW.object_id AND body.home_id = NEW.current_location)
        OR EXISTS (SELECT FROM objects e WHERE e.object_type = 'exit' AND e.location_id = OLD.current_location
            AND e.destination_id = NEW.current_location AND (e.owner_id = NEW.id OR NOT exit_is_locked(e.id)))
    ) THEN
        RAISE EXCEPTION 'no way leads from the current location of the user to object %', NEW.current_location
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Expected the destination of an exit without a lock, the user''s home, an object of the user''s own or a room with the flag JUMP_OK.';
    END IF;
    -- Not now(), which stands still: a transaction could be opened long before the arrival.
    NEW.arrived_at := clock_timestamp();
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION guard_arrival() IS
    'Sets arrived_at when current_location changes. Refuses users a location that no exit, home, flag, power or ownership opens to them.';
REVOKE ALL ON FUNCTION guard_arrival() FROM PUBLIC;

--rollback DROP FUNCTION guard_arrival();
