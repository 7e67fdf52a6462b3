--liquibase formatted sql logicalFilePath:catalogs/virtubar/030-create-user-inventory-table.sql

--changeset schemuse:030-create-user-inventory-table labels:phase2
--comment: What a user owns.
CREATE TABLE user_inventory (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL
        CONSTRAINT user_inventory_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    item_id uuid NOT NULL
        CONSTRAINT user_inventory_item_id_fkey REFERENCES inventory_items (id),
    acquired_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE user_inventory IS 'Things users own. A drink can be bought again, so a user may own an item twice.';
COMMENT ON COLUMN user_inventory.id IS 'Identity of the row.';
COMMENT ON COLUMN user_inventory.user_id IS 'The owner.';
COMMENT ON COLUMN user_inventory.item_id IS 'The item.';
COMMENT ON COLUMN user_inventory.acquired_at IS 'Since when.';

--rollback DROP TABLE user_inventory;
