--liquibase formatted sql logicalFilePath:lint/change-type.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN number_wide bigint;

--rollback empty
