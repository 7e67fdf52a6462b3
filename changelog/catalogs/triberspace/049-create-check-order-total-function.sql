--liquibase formatted sql logicalFilePath:catalogs/triberspace/049-create-check-order-total-function.sql

--changeset schemuse:049-create-check-order-total-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that compares an order with its items.
CREATE FUNCTION check_order_total() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
DECLARE
    touched integer[];
    one integer;
    wrong record;
BEGIN
    IF TG_TABLE_NAME = 'orders' THEN
        touched := ARRAY[NEW.id];
    ELSIF TG_OP = 'INSERT' THEN
        touched := ARRAY[NEW.order_id];
    ELSIF TG_OP = 'DELETE' THEN
        touched := ARRAY[OLD.order_id];
    ELSE
        touched := ARRAY[OLD.order_id, NEW.order_id];
    END IF;
    -- Another session may be adding items to the same order, which are not visible until it commits. Whoever writes the
    -- order has it alone until then. A lock would be enough but for REPEATABLE READ, which only a change makes fail (40001).
    -- A transaction that wrote the order already has it.
    FOR one IN SELECT DISTINCT t FROM unnest(touched) t ORDER BY t LOOP
        UPDATE orders o SET status = o.status WHERE o.id = one AND o.xmin <> pg_current_xact_id()::xid;
    END LOOP;
    -- An order without items says nothing yet that could be wrong.
    SELECT o.id, o.total_points, sum(i.total_points) AS found INTO wrong
    FROM orders o JOIN order_items i ON i.order_id = o.id
    WHERE o.id = ANY (touched)
    GROUP BY o.id
    HAVING o.total_points <> sum(i.total_points)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'order % says % points in all, its items cost %', wrong.id, wrong.total_points, wrong.found
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_total_points_is_sum', TABLE = 'orders',
                COLUMN = 'total_points';
    END IF;
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION check_order_total() IS
    'Refuses an order whose total is not the sum of its items.';
REVOKE ALL ON FUNCTION check_order_total() FROM PUBLIC;

--rollback DROP FUNCTION check_order_total();
