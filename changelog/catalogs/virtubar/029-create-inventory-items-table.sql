--liquibase formatted sql logicalFilePath:catalogs/virtubar/029-create-inventory-items-table.sql

--changeset schemuse:029-create-inventory-items-table labels:phase2
--comment: What is sold.
CREATE TABLE inventory_items (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    sku text NOT NULL CONSTRAINT inventory_items_sku_key UNIQUE,
    type text NOT NULL
        CONSTRAINT inventory_items_type_known CHECK (type IN ('cosmetic', 'emote', 'drink')),
    name text NOT NULL
        CONSTRAINT inventory_items_name_not_blank CHECK (name ~ '\S'),
    metadata jsonb NOT NULL DEFAULT '{}',
    price_cents integer NOT NULL
        CONSTRAINT inventory_items_price_cents_not_negative CHECK (price_cents >= 0),
    active boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE inventory_items IS 'Things that are sold. One that somebody owns is made inactive, not deleted.';
COMMENT ON COLUMN inventory_items.id IS 'Identity of the item.';
COMMENT ON COLUMN inventory_items.sku IS 'Number in the shop.';
COMMENT ON COLUMN inventory_items.type IS 'What kind of thing it is.';
COMMENT ON COLUMN inventory_items.name IS 'Name of the item.';
COMMENT ON COLUMN inventory_items.metadata IS 'Anything else known about it.';
COMMENT ON COLUMN inventory_items.price_cents IS 'Price in cents.';
COMMENT ON COLUMN inventory_items.active IS 'Whether it is on sale.';

--rollback DROP TABLE inventory_items;
