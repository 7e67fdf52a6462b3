--liquibase formatted sql logicalFilePath:catalogs/triberspace/047-create-check-points-received-function.sql

--changeset schemuse:047-create-check-points-received-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that compares a purchase with its package.
CREATE FUNCTION check_points_received() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
DECLARE
    promised integer;
BEGIN
    SELECT points_amount + bonus_points INTO promised FROM points_packages WHERE id = NEW.package_id;
    IF NEW.points_received <> promised THEN
        RAISE EXCEPTION 'package % holds % points with its bonus, not %', NEW.package_id, promised, NEW.points_received
            USING ERRCODE = 'check_violation', CONSTRAINT = 'points_purchases_points_received_as_promised',
                TABLE = 'points_purchases', COLUMN = 'points_received';
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION check_points_received() IS
    'Refuses a purchase whose points are not those of the package and its bonus. A later change of the package leaves old purchases alone.';
REVOKE ALL ON FUNCTION check_points_received() FROM PUBLIC;

--rollback DROP FUNCTION check_points_received();
