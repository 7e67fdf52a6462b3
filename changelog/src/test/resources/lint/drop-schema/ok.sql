--liquibase formatted sql logicalFilePath:lint/drop-schema.sql

--changeset lint:1
-- lint:ignore drop-schema made by changeset 12 and never filled
DROP SCHEMA archive;

--rollback empty
