--liquibase formatted sql logicalFilePath:lint/generated-stored-column.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN gross numeric;

--rollback empty
