--liquibase formatted sql logicalFilePath:catalogs/triberspace/038-index-avatars.sql

--changeset schemuse:038-index-avatars
--comment: Serves: avatars of a user, items by body, product and slot, who wears or owns an item.
CREATE INDEX avatar_base_models_name_idx ON avatar_base_models (name);
CREATE INDEX user_avatars_user_id_idx ON user_avatars (user_id);
CREATE INDEX user_avatars_base_model_id_idx ON user_avatars (base_model_id);
CREATE INDEX avatar_items_base_model_id_idx ON avatar_items (base_model_id);
CREATE INDEX avatar_items_product_id_idx ON avatar_items (product_id);
CREATE INDEX avatar_items_slot_name_idx ON avatar_items (slot_name);
CREATE INDEX avatar_equipped_items_item_id_idx ON avatar_equipped_items (item_id);
CREATE INDEX user_avatar_inventory_item_id_idx ON user_avatar_inventory (item_id);

--rollback DROP INDEX user_avatar_inventory_item_id_idx;
--rollback DROP INDEX avatar_equipped_items_item_id_idx;
--rollback DROP INDEX avatar_items_slot_name_idx;
--rollback DROP INDEX avatar_items_product_id_idx;
--rollback DROP INDEX avatar_items_base_model_id_idx;
--rollback DROP INDEX user_avatars_base_model_id_idx;
--rollback DROP INDEX user_avatars_user_id_idx;
--rollback DROP INDEX avatar_base_models_name_idx;
