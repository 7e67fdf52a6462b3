--liquibase formatted sql logicalFilePath:catalogs/triberspace/061-create-creator-snapshot-function.sql

--changeset schemuse:061-create-creator-snapshot-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: What a buyer was shown of a creator.
CREATE FUNCTION creator_snapshot(creator integer) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path FROM CURRENT
AS $function$
    SELECT jsonb_build_object(
        'public_id', c.public_id, 'user_name', u.user_name, 'points_name', c.points_name, 'store_name', s.store_name)
    FROM creators c
    JOIN "user" u ON u.id = c.user_id
    LEFT JOIN creator_stores s ON s.creator_id = c.id
    WHERE c.id = creator
$function$;
COMMENT ON FUNCTION creator_snapshot(integer) IS
    'The creator as they are now, for histories that outlive them; NULL if there is none.';
REVOKE ALL ON FUNCTION creator_snapshot(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION creator_snapshot(integer) TO triberspace_app;

--rollback DROP FUNCTION creator_snapshot(integer);
