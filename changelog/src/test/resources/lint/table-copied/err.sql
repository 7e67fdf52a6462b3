--liquibase formatted sql logicalFilePath:lint/table-copied.sql

--changeset lint:1
ALTER TABLE orders SET UNLOGGED;

--rollback empty
