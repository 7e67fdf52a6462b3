--liquibase formatted sql logicalFilePath:lint/trigger-disabled.sql

--changeset lint:1
ALTER TABLE orders DISABLE TRIGGER orders_audit;
-- lint:ignore ddl-plus-backfill few rows have no note
UPDATE orders SET note = '' WHERE note IS NULL;
ALTER TABLE orders ENABLE TRIGGER orders_audit;

--rollback empty
