--liquibase formatted sql logicalFilePath:catalogs/triberspace/059-create-drop-spent-balances-function.sql

--changeset schemuse:059-create-drop-spent-balances-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that takes balances of nothing along with their creator.
CREATE FUNCTION drop_spent_balances() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- A balance with points stays, and its foreign key refuses the deletion. Points that are moving now are waited for.
    DELETE FROM point_balances b WHERE b.creator_id = OLD.id AND b.balance = 0;
    RETURN OLD;
END
$function$;
COMMENT ON FUNCTION drop_spent_balances() IS
    'Deletes the balances of a creator that hold no points. Runs with the rights of the owner, for nobody else may write balances.';
REVOKE ALL ON FUNCTION drop_spent_balances() FROM PUBLIC;

--rollback DROP FUNCTION drop_spent_balances();
