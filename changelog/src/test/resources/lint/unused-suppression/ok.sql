--liquibase formatted sql logicalFilePath:lint/unused-suppression.sql

--changeset lint:1
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
