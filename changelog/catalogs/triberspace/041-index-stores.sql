--liquibase formatted sql logicalFilePath:catalogs/triberspace/041-index-stores.sql

--changeset schemuse:041-index-stores
--comment: Serves: open shops, products by creator, kind, state and release, the product of an item.
CREATE INDEX creator_stores_is_active_idx ON creator_stores (is_active);
CREATE INDEX products_creator_id_idx ON products (creator_id);
CREATE INDEX products_product_type_idx ON products (product_type);
CREATE INDEX products_is_active_idx ON products (is_active);
CREATE INDEX products_release_date_idx ON products (release_date);
CREATE INDEX products_item_id_idx ON products (item_id);

--rollback DROP INDEX products_item_id_idx;
--rollback DROP INDEX products_release_date_idx;
--rollback DROP INDEX products_is_active_idx;
--rollback DROP INDEX products_product_type_idx;
--rollback DROP INDEX products_creator_id_idx;
--rollback DROP INDEX creator_stores_is_active_idx;
