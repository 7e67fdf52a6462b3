--liquibase formatted sql logicalFilePath:lint/drop-database.sql

--changeset lint:1
DROP DATABASE shop;

--rollback empty
