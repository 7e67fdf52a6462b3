--liquibase formatted sql logicalFilePath:lint/volatile-default.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();

--rollback empty
