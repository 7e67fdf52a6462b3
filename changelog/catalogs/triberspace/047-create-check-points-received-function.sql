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
    -- An update that touches neither is none of this trigger's business: the package may have changed since.
    IF TG_OP = 'UPDATE' AND (NEW.package_id, NEW.points_received) IS NOT DISTINCT FROM (OLD.package_id, OLD.points_received) THEN
        RETURN NEW;
    END IF;
    -- The lock waits for a change of the package to commit or to be rolled back, and holds off the next one.
    SELECT p.points_amount + p.bonus_points INTO promised FROM points_packages p WHERE p.id = NEW.package_id FOR SHARE;
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
