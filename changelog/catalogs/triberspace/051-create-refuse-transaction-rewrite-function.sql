--liquibase formatted sql logicalFilePath:catalogs/triberspace/051-create-refuse-transaction-rewrite-function.sql

--changeset schemuse:051-create-refuse-transaction-rewrite-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that refuses changes to the movements of points.
CREATE FUNCTION refuse_transaction_rewrite() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- A foreign key empties the column of a user or a creator that is gone. Nothing else gets through.
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - ARRAY['user_id', 'creator_id'] = to_jsonb(OLD) - ARRAY['user_id', 'creator_id']
            AND (NEW.user_id, NEW.creator_id) IS DISTINCT FROM (OLD.user_id, OLD.creator_id)
            AND (NEW.user_id IS NOT DISTINCT FROM OLD.user_id
                OR NEW.user_id IS NULL AND NOT EXISTS (SELECT FROM "user" u WHERE u.id = OLD.user_id))
            AND (NEW.creator_id IS NOT DISTINCT FROM OLD.creator_id
                OR NEW.creator_id IS NULL AND NOT EXISTS (SELECT FROM creators c WHERE c.id = OLD.creator_id))
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'point_transactions can be added to, never changed: % refused', TG_OP
        USING ERRCODE = 'object_not_in_prerequisite_state';
END
$function$;
COMMENT ON FUNCTION refuse_transaction_rewrite() IS
    'Refuses UPDATE, DELETE and TRUNCATE on point_transactions to everybody, but for a foreign key that empties the column of a user or creator who is gone.';
REVOKE ALL ON FUNCTION refuse_transaction_rewrite() FROM PUBLIC;

--rollback DROP FUNCTION refuse_transaction_rewrite();
