--liquibase formatted sql logicalFilePath:lint/truncate.sql

--changeset lint:1
DELETE FROM order_imports WHERE imported_at < '2026-01-01';

--rollback empty
