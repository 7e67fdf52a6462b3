--liquibase formatted sql logicalFilePath:lint/set-not-null.sql

--changeset lint:1
ALTER TABLE orders ALTER COLUMN total SET NOT NULL;

--rollback empty
