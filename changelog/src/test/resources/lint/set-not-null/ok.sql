--liquibase formatted sql logicalFilePath:lint/set-not-null.sql

--changeset lint:1
ALTER TABLE orders ADD CONSTRAINT orders_total_there CHECK (total IS NOT NULL) NOT VALID;

--rollback empty

--changeset lint:2
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_there;

--rollback empty

--changeset lint:3
ALTER TABLE orders ALTER COLUMN total SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_total_there;

--rollback empty
