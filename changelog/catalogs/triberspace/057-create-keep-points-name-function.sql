--liquibase formatted sql logicalFilePath:catalogs/triberspace/057-create-keep-points-name-function.sql

--changeset schemuse:057-create-keep-points-name-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that lets nobody else change the name of the points of a creator.
CREATE FUNCTION keep_points_name() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    configured text;
BEGIN
    SELECT c.points_name INTO configured FROM creator_points_config c WHERE c.creator_id = NEW.id;
    IF FOUND THEN
        NEW.points_name := configured;
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION keep_points_name() IS
    'Writes the name of creator_points_config to points_name of the creator, whatever the statement said, if the creator has such a row.';
REVOKE ALL ON FUNCTION keep_points_name() FROM PUBLIC;

--rollback DROP FUNCTION keep_points_name();
