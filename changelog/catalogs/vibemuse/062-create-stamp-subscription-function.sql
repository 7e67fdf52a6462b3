--liquibase formatted sql logicalFilePath:catalogs/vibemuse/062-create-stamp-subscription-function.sql

--changeset schemuse:062-create-stamp-subscription-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that notes when a user joined a channel.
CREATE FUNCTION stamp_subscription() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    IF TG_OP = 'UPDATE' AND (NOT NEW.active OR OLD.active)
        AND (NEW.channel_id, NEW.user_id) = (OLD.channel_id, OLD.user_id) THEN
        NEW.joined_at := OLD.joined_at;
    ELSE
        -- Not now(), which stands still: a transaction could be opened long before.
        NEW.joined_at := clock_timestamp();
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION stamp_subscription() IS 'Sets joined_at when a subscription is made or switched on, whatever the statement said.';
REVOKE ALL ON FUNCTION stamp_subscription() FROM PUBLIC;

--rollback DROP FUNCTION stamp_subscription();
