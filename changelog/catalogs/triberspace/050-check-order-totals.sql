--liquibase formatted sql logicalFilePath:catalogs/triberspace/050-check-order-totals.sql

--changeset schemuse:050-check-order-totals
--comment: An order costs what its items cost, looked at when the transaction ends.
CREATE CONSTRAINT TRIGGER orders_check_order_total AFTER INSERT OR UPDATE OF total_points ON orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_order_total();
CREATE CONSTRAINT TRIGGER order_items_check_order_total AFTER INSERT OR UPDATE OF order_id, total_points OR DELETE ON order_items
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_order_total();

--rollback DROP TRIGGER order_items_check_order_total ON order_items;
--rollback DROP TRIGGER orders_check_order_total ON orders;
