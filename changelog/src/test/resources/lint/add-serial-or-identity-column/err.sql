--liquibase formatted sql logicalFilePath:lint/add-serial-or-identity-column.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;

--rollback empty
