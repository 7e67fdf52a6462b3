--liquibase formatted sql logicalFilePath:catalogs/triberspace/030-link-avatar-items-to-products.sql

--changeset schemuse:030-link-avatar-items-to-products
--comment: Products refer to avatar items and avatar items to products, so this key comes after both tables.
ALTER TABLE avatar_items
    ADD CONSTRAINT avatar_items_product_id_fkey FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE SET NULL;

--rollback ALTER TABLE avatar_items
--rollback     DROP CONSTRAINT avatar_items_product_id_fkey;
