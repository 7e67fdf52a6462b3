--liquibase formatted sql logicalFilePath:lint/lock-timeout-missing.sql

--changeset lint:1
SET LOCAL lock_timeout = 0;
ALTER TABLE orders ADD COLUMN note text;

--rollback empty
