--liquibase formatted sql logicalFilePath:lint/id-path-unstable.sql

--changeset lint:1
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
