--liquibase formatted sql logicalFilePath:catalogs/vibemuse/059-create-guard-objects-function.sql

--changeset schemuse:059-create-guard-objects-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that refuses changes of objects by which a user would get at what belongs to others.
CREATE FUNCTION guard_objects() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    me CONSTANT uuid := current_user_id();
    target uuid;
BEGIN
    -- A policy sees the new row or the old one, never both. Foreign keys and roles past row security are not held back.
    IF NOT row_security_active(TG_RELID) OR (SELECT u.user_class FROM users u WHERE u.id = me) >= 'admin' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.id, NEW.owner_id) IS DISTINCT FROM (OLD.id, OLD.owner_id) THEN
            RAISE EXCEPTION 'only an admin can change the owner or the id of an object'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF OLD.owner_id IS DISTINCT FROM me
            AND ((NEW.flags, NEW.object_type, NEW.history_open) IS DISTINCT FROM (OLD.flags, OLD.object_type, OLD.history_open)
                OR OLD.object_type = 'exit' AND NEW.location_id IS DISTINCT FROM OLD.location_id) THEN
            RAISE EXCEPTION 'only the owner or an admin can change flags, type and history_open of an object, or move an exit'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    -- Exits and homes are ways to walk; OLD is NULL for an INSERT.
    FOREACH target IN ARRAY ARRAY[
        CASE WHEN NEW.destination_id IS DISTINCT FROM OLD.destination_id THEN NEW.destination_id END,
        CASE WHEN NEW.home_id IS DISTINCT FROM OLD.home_id THEN NEW.home_id END
    ] LOOP
        IF target <> NEW.id AND EXISTS (
            SELECT FROM objects o
            WHERE o.id = target AND o.owner_id IS DISTINCT FROM me AND NOT 'LINK_OK' = ANY (o.flags)
        ) THEN
            RAISE EXCEPTION 'object % cannot be a destination or home; expected one of the user''s own, or one with the flag LINK_OK', target
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION guard_objects() IS
    'Refuses, to everybody but admins: changing the owner of an object; changing flags, type, history_open or an exit''s place of another user''s object; linking to an object that is neither one''s own nor LINK_OK.';
REVOKE ALL ON FUNCTION guard_objects() FROM PUBLIC;

--rollback DROP FUNCTION guard_objects();
