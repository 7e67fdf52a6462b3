--liquibase formatted sql logicalFilePath:catalogs/triberspace/066-create-keep-product-snapshot-function.sql

--changeset schemuse:066-create-keep-product-snapshot-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps the product in metadata.
CREATE FUNCTION keep_product_snapshot() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    sold jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.product_id IS NULL OR NEW.product_id IS NOT DISTINCT FROM OLD.product_id) THEN
        sold := OLD.metadata -> 'product';
    ELSE
        sold := coalesce(product_snapshot(NEW.product_id), NEW.metadata -> 'product');
    END IF;
    IF sold IS NOT NULL THEN
        -- What the application keeps there stays beside it.
        NEW.metadata := CASE WHEN jsonb_typeof(NEW.metadata) = 'object' THEN NEW.metadata
            WHEN NEW.metadata IS NULL THEN '{}' ELSE jsonb_build_object('value', NEW.metadata) END
            || jsonb_build_object('product', sold);
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION keep_product_snapshot() IS
    'Writes the product to the key product of metadata when a row is added or gets another product, and lets nobody change it. The other keys belong to the application.';
REVOKE ALL ON FUNCTION keep_product_snapshot() FROM PUBLIC;

--rollback DROP FUNCTION keep_product_snapshot();
