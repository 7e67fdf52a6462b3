--liquibase formatted sql logicalFilePath:catalogs/triberspace/065-create-keep-package-snapshot-function.sql

--changeset schemuse:065-create-keep-package-snapshot-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that adds the package to the snapshot of a purchase.
CREATE FUNCTION keep_package_snapshot() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- Runs after the trigger that writes the creator, for the order of triggers is that of their names.
    IF TG_OP = 'UPDATE' AND (NEW.package_id IS NULL OR NEW.package_id IS NOT DISTINCT FROM OLD.package_id) THEN
        NEW.snapshot := coalesce(NEW.snapshot, '{}') || jsonb_strip_nulls(jsonb_build_object('package', OLD.snapshot -> 'package'));
    ELSIF NEW.package_id IS NOT NULL THEN
        NEW.snapshot := coalesce(NEW.snapshot, '{}') || jsonb_build_object('package', (
            SELECT jsonb_build_object(
                'public_id', p.public_id, 'name', p.name, 'points_amount', p.points_amount,
                'bonus_points', p.bonus_points, 'price_usd', p.price_usd)
            FROM points_packages p WHERE p.id = NEW.package_id));
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION keep_package_snapshot() IS
    'Writes the package to snapshot when a purchase is added or gets another package, and lets nobody change it.';
REVOKE ALL ON FUNCTION keep_package_snapshot() FROM PUBLIC;

--rollback DROP FUNCTION keep_package_snapshot();
