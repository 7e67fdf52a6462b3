--liquibase formatted sql logicalFilePath:lint/suppression-without-reason.sql

--changeset lint:1
-- lint:ignore drop-table
-- lint:ignore
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
