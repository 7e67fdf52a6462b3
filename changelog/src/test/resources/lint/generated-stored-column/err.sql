--liquibase formatted sql logicalFilePath:lint/generated-stored-column.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) STORED;

--rollback empty
