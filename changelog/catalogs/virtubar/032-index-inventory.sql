--liquibase formatted sql logicalFilePath:catalogs/virtubar/032-index-inventory.sql

--changeset schemuse:032-index-inventory labels:phase2
--comment: Serves: the shop by kind, what a user owns, who owns an item.
CREATE INDEX inventory_items_type_idx ON inventory_items (type);
CREATE INDEX user_inventory_user_id_idx ON user_inventory (user_id);
CREATE INDEX user_inventory_item_id_idx ON user_inventory (item_id);

--rollback DROP INDEX user_inventory_item_id_idx;
--rollback DROP INDEX user_inventory_user_id_idx;
--rollback DROP INDEX inventory_items_type_idx;
