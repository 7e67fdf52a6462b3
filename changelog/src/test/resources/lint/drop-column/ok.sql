--liquibase formatted sql logicalFilePath:lint/drop-column.sql

--changeset lint:1
-- lint:ignore drop-column no program reads it since release 3
ALTER TABLE orders DROP COLUMN note;

--rollback empty
