--liquibase formatted sql logicalFilePath:lint/ddl-plus-backfill.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN note text;

--rollback empty

--changeset lint:2
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
