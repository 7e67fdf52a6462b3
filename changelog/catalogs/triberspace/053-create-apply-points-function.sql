--liquibase formatted sql logicalFilePath:catalogs/triberspace/053-create-apply-points-function.sql

--changeset schemuse:053-create-apply-points-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The only way points move.
CREATE FUNCTION apply_points(
    for_user text, with_creator integer, points integer, why text, moved_by text,
    about text DEFAULT NULL, about_id integer DEFAULT NULL, words text DEFAULT NULL
) RETURNS point_transactions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
DECLARE
    held integer;
    written point_transactions;
BEGIN
    INSERT INTO point_balances (user_id, creator_id) VALUES (for_user, with_creator)
    ON CONFLICT (user_id, creator_id) DO NOTHING;
    -- Whoever moves points of the same balance waits here, and then sees what is left.
    SELECT b.balance INTO held FROM point_balances b
    WHERE b.user_id = for_user AND b.creator_id = with_creator
    FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'user % or creator % has just been deleted', for_user, with_creator
            USING ERRCODE = 'foreign_key_violation', TABLE = 'point_balances';
    END IF;
    IF held + points < 0 THEN
        RAISE EXCEPTION 'user % has % points with creator %, % are to be spent', for_user, held, with_creator, -points
            USING ERRCODE = 'check_violation', CONSTRAINT = 'point_balances_balance_not_negative',
                TABLE = 'point_balances', COLUMN = 'balance';
    END IF;
    UPDATE point_balances b SET balance = held + points WHERE b.user_id = for_user AND b.creator_id = with_creator;
    INSERT INTO point_transactions
        (user_id, creator_id, amount, balance, type, source, reference_type, reference_id, description)
    VALUES (for_user, with_creator, points, held + points, why, moved_by, about, about_id, words)
    RETURNING * INTO written;
    RETURN written;
END
$function$;
COMMENT ON FUNCTION apply_points(text, integer, integer, text, text, text, integer, text) IS
    'Moves points of a user with a creator: locks the balance, refuses to go below zero (23514), writes the movement with the balance it leaves, and returns it. Runs with the rights of the owner, for nobody else may write balances.';
REVOKE ALL ON FUNCTION apply_points(text, integer, integer, text, text, text, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION apply_points(text, integer, integer, text, text, text, integer, text) TO triberspace_app;

--rollback DROP FUNCTION apply_points(text, integer, integer, text, text, text, integer, text);
