--liquibase formatted sql logicalFilePath:lint/set-schema.sql

--changeset lint:1
ALTER TABLE orders SET SCHEMA sales;

--rollback empty
