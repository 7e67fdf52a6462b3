--liquibase formatted sql logicalFilePath:lint/change-type.sql

--changeset lint:1
ALTER TABLE orders ALTER COLUMN number TYPE bigint;

--rollback empty
