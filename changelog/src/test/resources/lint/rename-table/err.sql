--liquibase formatted sql logicalFilePath:lint/rename-table.sql

--changeset lint:1
ALTER TABLE orders RENAME TO purchases;

--rollback empty
