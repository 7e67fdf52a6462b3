--liquibase formatted sql logicalFilePath:lint/drop-not-null.sql

--changeset lint:1
ALTER TABLE orders ALTER COLUMN total DROP NOT NULL;

--rollback empty
