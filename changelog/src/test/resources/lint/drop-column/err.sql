--liquibase formatted sql logicalFilePath:lint/drop-column.sql

--changeset lint:1
ALTER TABLE orders DROP COLUMN note;

--rollback empty
