--liquibase formatted sql logicalFilePath:catalogs/triberspace/064-create-keep-creator-snapshot-function.sql

--changeset schemuse:064-create-keep-creator-snapshot-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that fills snapshot.
CREATE FUNCTION keep_creator_snapshot() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.creator_id IS NULL OR NEW.creator_id IS NOT DISTINCT FROM OLD.creator_id) THEN
        NEW.snapshot := OLD.snapshot;
    ELSIF NEW.creator_id IS NOT NULL THEN
        NEW.snapshot := jsonb_build_object('creator', creator_snapshot(NEW.creator_id));
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION keep_creator_snapshot() IS
    'Writes the creator to snapshot when a row is added or gets another creator, and lets nobody change it. A row without a creator keeps what it was added with.';
REVOKE ALL ON FUNCTION keep_creator_snapshot() FROM PUBLIC;

--rollback DROP FUNCTION keep_creator_snapshot();
