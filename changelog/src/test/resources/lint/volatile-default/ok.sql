--liquibase formatted sql logicalFilePath:lint/volatile-default.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
ALTER TABLE orders ADD COLUMN seen_at timestamptz DEFAULT now();

--rollback empty
