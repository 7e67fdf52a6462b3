--liquibase formatted sql logicalFilePath:lint/rename-column.sql

--changeset lint:1
ALTER TABLE orders RENAME COLUMN total TO amount;

--rollback empty
