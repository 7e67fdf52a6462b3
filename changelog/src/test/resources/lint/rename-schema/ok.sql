--liquibase formatted sql logicalFilePath:lint/rename-schema.sql

--changeset lint:1
CREATE SCHEMA store;

--rollback empty
