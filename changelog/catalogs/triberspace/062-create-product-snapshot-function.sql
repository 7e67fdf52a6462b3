--liquibase formatted sql logicalFilePath:catalogs/triberspace/062-create-product-snapshot-function.sql

--changeset schemuse:062-create-product-snapshot-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: What a buyer was shown of a product.
CREATE FUNCTION product_snapshot(product integer) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path FROM CURRENT
AS $function$
    SELECT jsonb_build_object(
        'public_id', p.public_id, 'name', p.name, 'description', p.description, 'product_type', p.product_type,
        'digital_asset_url', p.digital_asset_url, 'price_points', p.price_points, 'metadata', p.metadata,
        'creator', creator_snapshot(p.creator_id))
    FROM products p
    WHERE p.id = product
$function$;
COMMENT ON FUNCTION product_snapshot(integer) IS
    'The product and its creator as they are now, for histories that outlive them; NULL if there is none.';
REVOKE ALL ON FUNCTION product_snapshot(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION product_snapshot(integer) TO triberspace_app;

--rollback DROP FUNCTION product_snapshot(integer);
