--liquibase formatted sql logicalFilePath:lint/drop-schema.sql

--changeset lint:1
DROP SCHEMA archive;

--rollback empty
