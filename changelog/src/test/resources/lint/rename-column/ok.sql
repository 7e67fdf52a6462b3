--liquibase formatted sql logicalFilePath:lint/rename-column.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN amount numeric;

--rollback empty
