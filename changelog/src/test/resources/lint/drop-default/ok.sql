--liquibase formatted sql logicalFilePath:lint/drop-default.sql

--changeset lint:1
ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'new';

--rollback empty
