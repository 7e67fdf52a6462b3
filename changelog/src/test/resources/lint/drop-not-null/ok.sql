--liquibase formatted sql logicalFilePath:lint/drop-not-null.sql

--changeset lint:1
-- lint:ignore drop-not-null every reader takes null for an order not priced yet
ALTER TABLE orders ALTER COLUMN total DROP NOT NULL;

--rollback empty
