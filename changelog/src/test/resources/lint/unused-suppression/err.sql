--liquibase formatted sql logicalFilePath:lint/unused-suppression.sql

--changeset lint:1
-- lint:ignore drop-table it was dropped here once
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
