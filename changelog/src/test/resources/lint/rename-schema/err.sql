--liquibase formatted sql logicalFilePath:lint/rename-schema.sql

--changeset lint:1
ALTER SCHEMA shop RENAME TO store;

--rollback empty
