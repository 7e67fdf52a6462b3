--liquibase formatted sql logicalFilePath:catalogs/triberspace/042-index-orders.sql

--changeset schemuse:042-index-orders
--comment: Serves: orders by user, creator, state and payment, items of an order, who owns a product.
CREATE INDEX orders_user_id_idx ON orders (user_id);
CREATE INDEX orders_creator_id_idx ON orders (creator_id);
CREATE INDEX orders_status_idx ON orders (status);
CREATE INDEX orders_payment_transaction_id_idx ON orders (payment_transaction_id);
CREATE INDEX order_items_order_id_idx ON order_items (order_id);
CREATE INDEX order_items_product_id_idx ON order_items (product_id);
CREATE INDEX user_inventory_product_id_idx ON user_inventory (product_id);
CREATE INDEX user_inventory_order_id_idx ON user_inventory (order_id);

--rollback DROP INDEX user_inventory_order_id_idx;
--rollback DROP INDEX user_inventory_product_id_idx;
--rollback DROP INDEX order_items_product_id_idx;
--rollback DROP INDEX order_items_order_id_idx;
--rollback DROP INDEX orders_payment_transaction_id_idx;
--rollback DROP INDEX orders_status_idx;
--rollback DROP INDEX orders_creator_id_idx;
--rollback DROP INDEX orders_user_id_idx;
