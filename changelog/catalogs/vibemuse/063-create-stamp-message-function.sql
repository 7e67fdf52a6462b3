--liquibase formatted sql logicalFilePath:catalogs/vibemuse/063-create-stamp-message-function.sql

--changeset schemuse:063-create-stamp-message-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that notes when a message was said, and whether users who come later can read it.
CREATE FUNCTION stamp_message() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- A user does not choose the date. now() is the default, and stands still: arrivals are compared with the clock.
    IF row_security_active(TG_RELID) OR NEW.created_at = now() THEN
        NEW.created_at := clock_timestamp();
    END IF;
    IF coalesce(NEW.room_id, NEW.channel_id) IS NULL THEN
        NEW.audience_until := NULL;
    ELSIF (NEW.room_id IS NULL OR EXISTS (SELECT FROM objects o WHERE o.id = NEW.room_id AND o.history_open))
        AND (NEW.channel_id IS NULL OR EXISTS (SELECT FROM channels c WHERE c.id = NEW.channel_id AND c.history_open)) THEN
        NEW.audience_until := 'infinity';
    ELSE
        NEW.audience_until := NEW.created_at;
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION stamp_message() IS
    'Sets created_at to the time of the clock, and audience_until by what the room and the channel have as history_open.';
REVOKE ALL ON FUNCTION stamp_message() FROM PUBLIC;

--rollback DROP FUNCTION stamp_message();
