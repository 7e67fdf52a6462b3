--liquibase formatted sql logicalFilePath:lint/transaction-control.sql

--changeset lint:1
BEGIN;
UPDATE orders SET note = '' WHERE note IS NULL;
COMMIT;

--rollback empty
