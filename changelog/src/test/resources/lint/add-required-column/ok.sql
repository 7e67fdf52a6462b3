--liquibase formatted sql logicalFilePath:lint/add-required-column.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';

--rollback empty
