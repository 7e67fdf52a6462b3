--liquibase formatted sql logicalFilePath:catalogs/virtubar/025-create-end-open-visit-function.sql

--changeset schemuse:025-create-end-open-visit-function labels:phase1 splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that ends the visit a crash left open when the user is back in the room.
CREATE FUNCTION end_open_visit() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- Two joins of one user come one after the other, so that the second sees the visit of the first.
    PERFORM FROM users u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
    UPDATE room_memberships m SET left_at = greatest(m.joined_at, NEW.joined_at)
    WHERE m.room_id = NEW.room_id AND m.user_id = NEW.user_id AND m.left_at IS NULL;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION end_open_visit() IS
    'Ends the open visit of the user to the room at the time the new one begins: nobody is in a room twice, and whoever crashed can join again.';
REVOKE ALL ON FUNCTION end_open_visit() FROM PUBLIC;

--rollback DROP FUNCTION end_open_visit();
